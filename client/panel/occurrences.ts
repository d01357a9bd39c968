// Occurrences of a text in another.

/** More are of no use to anybody. */
const MAX_OCCURRENCES = 10_000;

/**
 * Starts and ends, in UTF-16 units, of what does not overlap, from left to right. Case does not matter.
 * @param limit how many to find at most
 */
export function occurrences(
  text: string,
  wanted: string,
  limit = MAX_OCCURRENCES,
): readonly (readonly [start: number, end: number])[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  const found: [number, number][] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length >= limit) break;
    found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

/**
 * Finds where an offset into a text is in the parts that make the text up: between two parts, at the end of the one
 * before or at the start of the one after. To be called with offsets that do not fall; all calls together take time in
 * proportion to the number of parts and calls.
 *
 * @param lengths of the parts
 */
export function placesIn(
  lengths: readonly number[],
): (offset: number, side: 'before' | 'after') => { part: number; offset: number } {
  let part = 0;
  let start = 0;
  return (offset, side) => {
    for (;;) {
      const end = start + (lengths[part] ?? 0);
      if (part + 1 >= lengths.length || offset < end) break;
      if (offset === end && side === 'before') break;
      start = end;
      part++;
    }
    return { part, offset: offset - start };
  };
}
