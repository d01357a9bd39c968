// What a text is after an offer has been accepted.

import { plainText } from '../../../src/language/completion/insertion.ts';
import type { Offer } from '../../../src/language/completion/offer.ts';
import { lineStarts, offsetAt } from '../../../src/text/lines.ts';

/** With what stands at its stops before anything is filled in. */
export function acceptedIn(text: string, { range, insertion }: Offer): string {
  const starts = lineStarts(text);
  const [start, end] = [offsetAt(text, starts, range.start), offsetAt(text, starts, range.end)];
  return text.slice(0, start) + plainText(insertion) + text.slice(end);
}
