// Rename: another name for a job, a trigger or an ACL set, wherever it stands.

import { idProblem } from '../config/rules/id.ts';
import { quotedValue } from '../golang/quoted-value.ts';
import type { Position, Range } from '../text/range.ts';
import type { Span } from '../text/span.ts';
import { Lexer } from '../textproto/lexer.ts';
import type { ConfigDocument } from './config-document.ts';
import {
  definitionsOf,
  type NamedValue,
  namedValueAt,
  type Occurrence,
  referencesOf,
} from './named-values.ts';
import { escapedText } from './string-text.ts';

export interface Renamable {
  /** What stands between the quotes. */
  readonly range: Range;
  /** The name, as it is now. */
  readonly name: string;
}

interface RenameEdit {
  readonly range: Range;
  readonly newText: string;
}

/** The edits, from top to bottom; or why not: a sentence or two. */
export type Renaming =
  | { readonly ok: true; readonly edits: readonly RenameEdit[] }
  | { readonly ok: false; readonly reason: string };

/** What would be renamed at a position; undefined if that is nothing that has a name of its own. */
export function renamable(document: ConfigDocument, position: Position): Renamable | undefined {
  const named = namedValueAt(document, position);
  if (!named) return undefined;
  const { start, end } = named.range;
  const inner = {
    start: { line: start.line, character: start.character + 1 },
    end: { line: end.line, character: end.character - 1 },
  };
  return occurrencesFrom(document, position, named).length > 0
    ? { range: inner, name: named.name }
    : undefined;
}

/**
 * Renames what has its name at the position. The new name must be one that the service accepts and that nothing has yet.
 * Renamed back, the text is what it was, but that each place where the name stood with escapes or in several pieces has
 * it in one piece, as it is read: how it was written, nobody knows any more. Comments between pieces stay.
 */
export function rename(document: ConfigDocument, position: Position, newName: string): Renaming {
  const named = namedValueAt(document, position);
  const occurrences = named ? occurrencesFrom(document, position, named) : [];
  if (!named || occurrences.length === 0) return { ok: false, reason: NOT_RENAMABLE };
  if (newName === named.name) return { ok: true, edits: [] };
  const reason = problemOf(document, named, newName);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, edits: occurrences.flatMap((occurrence) => editsOf(occurrence, newName)) };
}

export const NOT_RENAMABLE =
  'Only ids of jobs and triggers, and names of ACL sets, can be renamed: put the cursor into one.';

function problemOf(
  document: ConfigDocument,
  { kind }: NamedValue,
  newName: string,
): string | undefined {
  if (kind === 'acl-set') {
    if (newName === '') return 'An ACL set has to have a name.';
    const isTaken = definitionsOf(document, { kind, name: newName }).length > 0;
    return isTaken ? `There is an ACL set ${quotedValue(newName)} already.` : undefined;
  }
  const problem =
    newName === '' ? 'An id has at least one character.' : idProblem(newName)?.message;
  if (problem !== undefined) return problem;
  const isTaken = document.has(newName);
  return isTaken
    ? `There is a job or trigger ${quotedValue(newName)} already: choose another id.`
    : undefined;
}

/** None if the value at the position is none of them, as one is that is still open at the end of its line. */
function occurrencesFrom(
  document: ConfigDocument,
  position: Position,
  named: NamedValue,
): readonly Occurrence[] {
  const { line, offset } = document.partAt(position);
  const isHere = (found: Occurrence) =>
    found.line === line && found.span.start <= offset && offset <= found.span.end;
  const occurrences = occurrencesOf(document, named);
  return occurrences.some(isHere) ? occurrences : [];
}

function occurrencesOf(document: ConfigDocument, named: NamedValue): readonly Occurrence[] {
  return [...definitionsOf(document, named), ...referencesOf(document, named)].sort(
    (a, b) => a.line - b.line || a.span.start - b.span.start,
  );
}

/** In the quotes of the first piece. The other pieces go, and what is between them unless it is a comment. */
function editsOf({ part, line, span }: Occurrence, newName: string): readonly RenameEdit[] {
  const text = part.slice(span);
  const range = (start: number, end: number) =>
    part.range({ start: span.start + start, end: span.start + end }, line);
  const [first, ...others] = piecesOf(text);
  const quote = text.startsWith("'") ? "'" : '"';
  const edits = [
    { range: range(1, (first?.end ?? text.length) - 1), newText: escapedText(newName, quote) },
  ];
  let from = first?.end ?? text.length;
  for (const { start, end } of others) {
    const gap = text.slice(from, start);
    const kept = gap.includes('#') ? gap.trimEnd().length : 0;
    // Behind a comment, its line has to end.
    const isLast = /^[ \t\r]*(?:\n|$)/.test(part.text.slice(span.start + end));
    const newText = kept > 0 && !isLast ? '\n' : '';
    edits.push({ range: range(from + kept, end), newText });
    from = end;
  }
  return edits;
}

function piecesOf(text: string): readonly Span[] {
  const pieces: Span[] = [];
  for (const lexer = new Lexer(text, () => {}); lexer.kind === 'string'; lexer.advance()) {
    pieces.push({ start: lexer.start, end: lexer.end });
  }
  return pieces;
}
