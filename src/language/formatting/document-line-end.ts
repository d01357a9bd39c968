// The line end of a document: what is new in it gets the same.

import type { PlacedPart } from '../../config/document/placed-part.ts';
import type { LineEnd } from '../../textproto/format/pen.ts';
import { perPart } from '../per-part.ts';

/** That of all lines; of a document with both, a line feed, as of any text that is formatted. */
export function lineEndOf(parts: readonly PlacedPart[]): LineEnd {
  let isCrlf = false;
  for (const { part } of parts) {
    const { lf, crlf } = lineEndsOf(part);
    if (lf) return '\n';
    isCrlf ||= crlf;
  }
  return isCrlf ? '\r\n' : '\n';
}

const lineEndsOf = perPart(({ text }) => ({
  lf: /(?:^|[^\r])\n/.test(text),
  crlf: text.includes('\r\n'),
}));
