// The lines that fields take up, each with the comments that belong to it, so that they can change places.

import type { FieldNode } from '../../textproto/tree.ts';

/** Whole lines, with the comments right above the field and behind it. */
export interface FieldLines {
  readonly field: FieldNode;
  readonly start: number;
  /** Behind the line end. */
  readonly end: number;
  /** Something stands before it that belongs to no field, such as the heading of what follows: nothing is moved across. */
  readonly isAfterBarrier: boolean;
}

/**
 * The lines of fields, from top to bottom; undefined if some field shares a line with anything but a comment.
 * @param from where the lines before the first field begin: behind the line of the opener
 */
export function linesOfFields(
  text: string,
  fields: readonly FieldNode[],
  from: number,
): readonly FieldLines[] | undefined {
  const found: FieldLines[] = [];
  let last = from;
  for (const field of fields) {
    const lineStart = text.lastIndexOf('\n', field.start - 1) + 1;
    const rest = /^[ \t;,]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(
      text.slice(field.end, endOfLine(text, field.end)),
    );
    if (lineStart < last || text.slice(lineStart, field.start).trim() !== '' || !rest)
      return undefined;
    const above = linesBetween(text, last, lineStart);
    let start = lineStart;
    while (above.length > 0 && /^\s*#/.test(above.at(-1) ?? '')) start -= above.pop()?.length ?? 0;
    const isAfterBarrier = above.some((line) => line.trim() !== '');
    const end = field.end + rest[0].length;
    found.push({ field, start, end, isAfterBarrier });
    last = end;
  }
  return found;
}

function linesBetween(text: string, from: number, to: number): string[] {
  return text.slice(from, to).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Behind the line end. */
export function endOfLine(text: string, offset: number): number {
  const lf = text.indexOf('\n', offset);
  return lf < 0 ? text.length : lf + 1;
}

/**
 * The same lines in another order: what stands between them stays where it is, and nothing goes across a barrier.
 * @param textOf the text of some lines, which may have been changed
 * @param compare as for a sort, which is stable
 * @returns the text from the start of the first lines to the end of the last
 */
export function reordered(
  text: string,
  lines: readonly FieldLines[],
  textOf: (lines: FieldLines) => string,
  compare: (a: FieldNode, b: FieldNode) => number,
): string {
  const sorted: FieldLines[] = [];
  for (let i = 0; i < lines.length; ) {
    let end = i + 1;
    while (end < lines.length && !lines[end]?.isAfterBarrier) end++;
    sorted.push(...lines.slice(i, end).sort((a, b) => compare(a.field, b.field)));
    i = end;
  }
  const pieces: string[] = [];
  for (const [i, place] of lines.entries()) {
    const before = lines[i - 1];
    if (before) pieces.push(text.slice(before.end, place.start));
    const moved = sorted[i] ?? place;
    const own = textOf(moved);
    // The last line of a text may have no line end, and is not the last any more.
    const isOpen = !own.endsWith('\n') && i < lines.length - 1;
    const isClosed =
      own.endsWith('\n') && i === lines.length - 1 && !text.slice(0, place.end).endsWith('\n');
    pieces.push(isOpen ? `${own}\n` : isClosed ? own.replace(/\r?\n$/, '') : own);
  }
  return pieces.join('');
}
