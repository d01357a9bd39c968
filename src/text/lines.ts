// Offsets to LSP positions and back, within one text.

import type { Position } from './range.ts';

/** Offset of the first character of each line; line ends are LF, CR and CR LF, as in LSP. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    const ends = /\r\n|\n|\r/g;
    while (ends.exec(text)) starts.push(ends.lastIndex);
    return starts;
  }
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

/** How many line ends `text` has. */
export function countLines(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++;
  // Lone carriage returns are rare enough to look for them separately.
  for (let i = text.indexOf('\r'); i >= 0; i = text.indexOf('\r', i + 1)) {
    if (text.charCodeAt(i + 1) !== 10) count++;
  }
  return count;
}

/**
 * @param starts of the text that `offset` counts in
 * @param line where that text starts in a document, whose position is asked for
 */
export function positionAt(starts: readonly number[], offset: number, line = 0): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: line + low, character: offset - (starts[low] ?? 0) };
}

/** The offset of `position`; beyond the end of its line: that end; beyond the last line: the text's end. */
export function offsetAt(text: string, starts: readonly number[], position: Position): number {
  const start = starts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : text.length;
  let end = starts[position.line + 1] ?? text.length;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return Math.min(Math.max(start + position.character, start), end);
}
