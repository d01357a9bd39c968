// Queries as Go's url.Values writes them.

import { compareByteOrder } from './byte-order.ts';
import { percentEncode } from './percent-encode.ts';

/** `a=1&b=x+y`: in byte order of the names; '' if there are none. */
export function encodeQuery(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .sort(([a], [b]) => compareByteOrder(a, b))
    .map(([name, value]) => `${queryEscape(name)}=${queryEscape(value)}`)
    .join('&');
}

function queryEscape(text: string): string {
  return percentEncode(text, 'query').replaceAll('%20', '+');
}
