// Test texts that carry their own positions: `|` is a cursor, `[[…]]` marks a range.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../src/config/document/project-config-document.ts';
import type { Finding } from '../src/config/finding.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import { lineStarts, positionAt } from '../src/text/lines.ts';
import type { Position, Range } from '../src/text/range.ts';
import type { Span } from '../src/text/span.ts';

export interface MarkedText {
  /** Without the marks. */
  readonly text: string;
  /** The marked pieces, in order of their start. */
  readonly spans: readonly Span[];
  /** The same as positions. */
  readonly ranges: readonly Range[];
}

/** Takes `[[…]]` marks out of a text. Marks do not nest; a lone bracket is marked by `[[[]`. */
export function markedText(marked: string): MarkedText {
  const spans: Span[] = [];
  let text = '';
  const pieces = marked.replaceAll('[[[]', `[[${BRACKET}]]`).split(/\[\[|\]\]/);
  for (const [i, piece] of pieces.map((p) => p.replaceAll(BRACKET, '[')).entries()) {
    if (i % 2 === 1) spans.push({ start: text.length, end: text.length + piece.length });
    text += piece;
  }
  return { text, spans, ranges: spans.map((span) => rangeOf(text, span)) };
}

/** Stands for a bracket that is no mark, of which it takes the place. */
const BRACKET = '\0';

/** A span of a text as positions. */
export function rangeOf(text: string, { start, end }: Span): Range {
  const starts = lineStarts(text);
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}

export interface TextWithCursor {
  readonly text: string;
  readonly offset: number;
  readonly position: Position;
}

/** Takes the one `|` out of a text. */
export function markedCursor(marked: string): TextWithCursor {
  const offset = marked.indexOf('|');
  if (offset < 0) throw new Error(`no cursor in ${JSON.stringify(marked)}`);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, offset, position: positionAt(lineStarts(text), offset) };
}

export interface MarkedConfig extends MarkedText {
  readonly document: ProjectConfigDocument;
}

/** Opens a text with `[[…]]` marks as a config of project `proj`, without lints. */
export function openMarked(marked: string): MarkedConfig {
  const read = markedText(marked);
  const options = { project: 'proj', registry: validationManagers() };
  return { ...read, document: ProjectConfigDocument.open(read.text, options) };
}

/** What the service would say about a config of project `proj`. */
export function errorsIn(text: string): readonly Finding[] {
  return openMarked(text).document.findings().filter(isError);
}

/** How deep the path of a task is: `job / <id> / task`. */
export const TASK_DEPTH = 3;

/** `code @ path` as the service renders the path, without its first `depth` elements; left out if none is left. */
export function codeAndPath({ code, path }: Finding, depth = 0): string {
  const below = path.slice(depth);
  return below.length === 0 ? code : `${code} @ ${below.join(' / ')}`;
}

/**
 * @param marked with `[[…]]` around every place that some error underlines
 * @param expected `codeAndPath` of the errors in the service's order
 */
export function assertErrors(marked: string, expected: readonly string[], depth = 0): void {
  const { document, ranges } = openMarked(marked);
  const errors = document.findings().filter(isError);
  assert.deepEqual(
    errors.map((error) => codeAndPath(error, depth)),
    expected,
  );
  assert.deepEqual(inOrder(errors.map(({ range }) => range)), ranges);
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** Sorted, each once. */
function inOrder(ranges: readonly Range[]): Range[] {
  const unique = new Map(ranges.map((range) => [JSON.stringify(range), range]));
  return [...unique.values()].sort(
    ({ start: a }, { start: b }) => a.line - b.line || a.character - b.character,
  );
}
