// Texts of ranges.

import { lineStarts, offsetAt } from '../../src/text/lines.ts';
import type { Range } from '../../src/text/range.ts';

export function textIn(text: string, { start, end }: Range): string {
  const starts = lineStarts(text);
  return text.slice(offsetAt(text, starts, start), offsetAt(text, starts, end));
}

/** The text with `[[…]]` around each range. @param ranges disjoint */
export function withMarks(text: string, ranges: readonly Range[]): string {
  const starts = lineStarts(text);
  const spans = ranges.map(({ start, end }) => [
    offsetAt(text, starts, start),
    offsetAt(text, starts, end),
  ]);
  let marked = text;
  for (const [start = 0, end = 0] of spans.toSorted(([a = 0], [b = 0]) => b - a)) {
    marked = `${marked.slice(0, start)}[[${marked.slice(start, end)}]]${marked.slice(end)}`;
  }
  return marked;
}

/** The text after the edits. */
export function editedText(
  text: string,
  edits: readonly { readonly range: Range; readonly newText: string }[],
): string {
  const starts = lineStarts(text);
  let edited = text;
  for (const { range, newText } of edits.toReversed()) {
    const [start, end] = [range.start, range.end].map((at) => offsetAt(text, starts, at));
    edited = edited.slice(0, start) + newText + edited.slice(end);
  }
  return edited;
}
