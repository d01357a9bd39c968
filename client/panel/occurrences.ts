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
