// Folding: entries, blocks, lists and runs of comments.

import type { ConfigPart } from '../config/document/config-part.ts';
import { lineStarts, positionAt } from '../text/lines.ts';
import { shortened } from '../text/wording.ts';
import { parseTextproto } from '../textproto/parser.ts';
import { decodeString } from '../textproto/string-literal.ts';
import type { FieldNode, ValueNode } from '../textproto/tree.ts';
import type { ConfigDocument } from './config-document.ts';
import { perPart, placedList } from './per-part.ts';

/** As LSP has it: there are very many of them, so nobody is to write them anew. */
export interface Fold {
  /** Lines from 0: the first stays to be seen, and the ones behind the last. */
  readonly startLine: number;
  readonly endLine: number;
  /** Absent for a block. */
  readonly kind?: 'comment';
  /** What stands in place of the folded lines; absent for what the client makes of the first line. */
  readonly collapsedText?: string;
}

export interface FoldingOptions {
  /**
   * The client shows the texts. If not, an entry that begins with its id is folded behind the line of the id, so that one
   * sees what is folded.
   */
  readonly showsText: boolean;
  /** How many there may be; of more, those within others are left out first, the innermost before all. */
  readonly limit?: number | undefined;
}

/** From top to bottom. */
export function folds(
  document: ConfigDocument,
  { showsText, limit = Number.POSITIVE_INFINITY }: FoldingOptions,
): readonly Fold[] {
  const placed = showsText ? foldsWithText(document) : foldsWithoutText(document);
  return outermost(placed, limit).map(({ fold }) => fold);
}

interface FoundFold extends Fold {
  /** The line of an entry's id if it is the next one, else `startLine`. */
  readonly idLine: number;
}

interface FoldInPart extends FoundFold {
  /** How many others it is within. */
  readonly depth: number;
}

interface PlacedFold {
  readonly fold: Fold;
  readonly depth: number;
}

/** `limit` of them, in their order: of the deepest for which there is room, the first. */
function outermost(placed: readonly PlacedFold[], limit: number): readonly PlacedFold[] {
  if (placed.length <= limit) return placed;
  const counts: number[] = [];
  for (const { depth } of placed) counts[depth] = (counts[depth] ?? 0) + 1;
  let room = limit;
  let deepest = 0;
  while (room >= (counts[deepest] ?? 0)) {
    room -= counts[deepest] ?? 0;
    deepest++;
  }
  return placed.filter(({ depth }) => depth < deepest || (depth === deepest && room-- > 0));
}

const foldsIn = perPart((part: ConfigPart): readonly FoldInPart[] => {
  const { text } = part;
  const starts = lineStarts(text);
  const lineOf = (offset: number) => positionAt(starts, offset).line;
  const found: FoundFold[] = text.includes('#') ? [...commentFolds(text, starts)] : [];
  const add = (open: number, close: number, id?: FieldNode) => {
    const startLine = lineOf(open);
    // The closer stays to be seen.
    const endLine = lineOf(close) - 1;
    if (endLine <= startLine) return;
    const line = id && lineOf(id.start);
    const shown = id && line === startLine + 1 ? idText(text, id) : undefined;
    found.push({
      startLine,
      endLine,
      idLine: shown === undefined ? startLine : startLine + 1,
      ...(shown !== undefined && { collapsedText: shown }),
    });
  };
  const visit = (value: ValueNode, depth: number) => {
    if (value.kind === 'message') {
      const id = depth === 0 ? value.fields.find((field) => isId(text, field)) : undefined;
      if (value.open >= 0 && value.close >= 0) add(value.open, value.close, id);
      for (const field of value.fields) visit(field.value, depth + 1);
    } else if (value.kind === 'list') {
      if (value.close >= 0) add(value.open, value.close);
      for (const item of value.items) visit(item, depth);
    }
  };
  for (const field of parseTextproto(part).fields) visit(field.value, 0);
  found.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  return withDepths(found);
});

/** @param found sorted, the outer ones before those within */
function withDepths(found: readonly FoundFold[]): readonly FoldInPart[] {
  const around: number[] = [];
  return found.map((fold) => {
    while ((around.at(-1) ?? Number.POSITIVE_INFINITY) < fold.startLine) around.pop();
    around.push(fold.endLine);
    return { ...fold, depth: around.length - 1 };
  });
}

const foldsWithText = placedList(
  foldsIn,
  ({ startLine, endLine, kind, collapsedText, depth }, line): PlacedFold => ({
    fold: {
      startLine: line + startLine,
      endLine: line + endLine,
      ...(kind ? { kind } : collapsedText !== undefined && { collapsedText }),
    },
    depth,
  }),
);

const foldsWithoutText = placedList(
  (part) => foldsIn(part).filter(({ idLine, endLine }) => idLine < endLine),
  ({ idLine, endLine, kind, depth }, line): PlacedFold => ({
    fold: { startLine: line + idLine, endLine: line + endLine, ...(kind && { kind }) },
    depth,
  }),
);

function isId(text: string, { name, value }: FieldNode): boolean {
  return text.slice(name.start, name.end) === 'id' && value.kind === 'string' && !value.broken;
}

const MAX_ID = 60;

function idText(text: string, { value }: FieldNode): string | undefined {
  if (value.kind !== 'string') return undefined;
  const id = decodeString(text, value.pieces).toWellFormed();
  return `{ id: ${JSON.stringify(shortened(id, MAX_ID))} …`;
}

/** Runs of lines that are comments alone. */
function commentFolds(text: string, starts: readonly number[]): readonly FoundFold[] {
  const found: FoundFold[] = [];
  let first = -1;
  const end = (line: number) => {
    if (first >= 0 && line - 1 > first) {
      found.push({ startLine: first, idLine: first, endLine: line - 1, kind: 'comment' });
    }
    first = -1;
  };
  for (const [line, start] of starts.entries()) {
    const isComment = /^[ \t]*#/.test(
      text.slice(start, Math.min(start + MAX_INDENT, starts[line + 1] ?? text.length)),
    );
    if (!isComment) end(line);
    else if (first < 0) first = line;
  }
  end(starts.length);
  return found;
}

/** Comments that stand further to the right are not looked for. */
const MAX_INDENT = 200;
