// A string value of the user's, quoted and shortened for a message.

import { shortened } from '../text/wording.ts';
import { quote } from './quote.ts';

/** Longer values are recognized by their beginning. */
const MAX_SHOWN = 60;

/**
 * `value` as a literal in double quotes. What cannot be seen, or is not UTF-8, becomes escapes, so that no value
 * can break a line or hide in one. After 60 UTF-16 units it is cut, which `…` behind the quotes tells.
 */
export function quotedValue(value: string): string {
  if (value.length <= MAX_SHOWN) return quote(value);
  return `${quote(shortened(value, MAX_SHOWN).slice(0, -1))}…`;
}
