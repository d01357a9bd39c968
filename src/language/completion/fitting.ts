// The values that may be meant by what somebody has typed of one in quotes.

import { hasLetters } from '../fuzzy-match.ts';

/** More than these nobody looks through; the next letters bring the others. */
export const MAX_OFFERS = 300;

/**
 * The first of those that have the letters of `before` in its order, whatever their case: as many as are offered.
 * @param before as written: each backslash of the value is two
 */
export function fitting(values: Iterable<string>, before: string): readonly string[] {
  const wanted = before.replaceAll('\\\\', '\\').toLowerCase();
  const found: string[] = [];
  for (const value of values) {
    if (found.length >= MAX_OFFERS) break;
    if (value.isWellFormed() && hasLetters(value.toLowerCase(), wanted)) found.push(value);
  }
  return found;
}
