// Edits of a document: applied to its text, and made of two texts.

import { lineChanges, linesOf } from '../../text/line-diff.ts';
import { lineStarts, offsetAt } from '../../text/lines.ts';
import type { DocumentEdit } from './fix.ts';

/** The text with the edits, none of which overlap. */
export function withDocumentEdits(text: string, edits: readonly DocumentEdit[]): string {
  const starts = lineStarts(text);
  const spans = edits.map(({ range: { start, end }, newText }) => ({
    start: offsetAt(text, starts, start),
    end: offsetAt(text, starts, end),
    newText,
  }));
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, newText } of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(text.slice(from, start), newText);
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

/** Edits by whole lines that make `before` into `after`. */
export function editsBetween(before: string, after: string): readonly DocumentEdit[] {
  const changes = lineChanges(before, after);
  const lines = linesOf(before);
  const at = (line: number) => {
    // Behind the last line that has no line end.
    const last = lines[lines.length - 1];
    const isBeyond = line >= lines.length && last !== undefined && !last.endsWith('\n');
    return isBeyond ? { line: lines.length - 1, character: last.length } : { line, character: 0 };
  };
  return changes.map(({ start, end, lines: by }) => ({
    range: { start: at(start), end: at(end) },
    newText: by.join(''),
  }));
}
