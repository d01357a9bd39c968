// Test texts that carry their own positions: `|` is a cursor, `[[…]]` marks a range.

export interface MarkedText {
  /** Without the marks. */
  readonly text: string;
  /** [start, end) offsets, in order of their start. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** Takes `[[…]]` marks out of a text. Marks do not nest. */
export function markedRanges(marked: string): MarkedText {
  const ranges: (readonly [number, number])[] = [];
  let text = '';
  for (const [i, piece] of marked.split(/\[\[|\]\]/).entries()) {
    if (i % 2 === 1) ranges.push([text.length, text.length + piece.length]);
    text += piece;
  }
  return { text, ranges };
}

/** Takes the one `|` out of a text. */
export function markedCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  if (offset < 0) throw new Error(`no cursor in ${JSON.stringify(marked)}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
