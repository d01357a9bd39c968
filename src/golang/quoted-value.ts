// How a message shows a string value of the user's.

import { quote } from './quote.ts';

/** Longer values are recognized by their beginning. */
const MAX_SHOWN = 60;

/**
 * `value` as a literal in double quotes. What cannot be seen, or is not UTF-8, becomes escapes, so that no value
 * can break a line or hide in one. After 60 UTF-16 units it is cut, which `…` behind the quotes tells.
 */
export function quotedValue(value: string): string {
  if (value.length <= MAX_SHOWN) return quote(value);
  // No half of a surrogate pair is left at the end.
  return `${quote(value.slice(0, MAX_SHOWN).replace(/[\ud800-\udbff]$/, ''))}…`;
}
