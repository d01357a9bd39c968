// Percent escapes (RFC 3986, section 2.1) as Go's net/url writes them in each part of a URL.

import { encodeUtf8 } from './utf8.ts';

/** The part of a URL that a text becomes. */
export type UrlPart = 'path' | 'segment' | 'host' | 'query' | 'fragment';

/** What stands for itself in a part; everything else is escaped, byte by byte. */
const PLAIN: Readonly<Record<UrlPart, ReadonlySet<number>>> = {
  path: bytesOf('-_.~$&+,/:;=@'),
  segment: bytesOf('-_.~$&+:=@'),
  host: bytesOf('-_.~!$&\'()*+,;=:[]<>"'),
  query: bytesOf('-_.~'),
  fragment: bytesOf('-_.~$&+,/:;=?@!()*'),
};

/** What a writer of a URL may leave as it is, beyond what Go would. */
const ALSO_VALID = bytesOf("!$&'()*+,;=:@[]%");

/**
 * Escapes a decoded text for a part of a URL.
 * @param text bytes that are not UTF-8 stand in it as lone surrogates (`decodeUtf8`)
 * @return ASCII alone
 */
export function percentEncode(text: string, part: UrlPart): string {
  const plain = PLAIN[part];
  const pieces: string[] = [];
  for (const byte of encodeUtf8(text)) {
    pieces.push(plain.has(byte) ? String.fromCharCode(byte) : escapeOf(byte));
  }
  return pieces.join('');
}

/** True if Go sends such a part as it is written; what is not so it decodes and escapes anew. */
export function isWellEncoded(written: string, part: UrlPart): boolean {
  const plain = PLAIN[part];
  for (let i = 0; i < written.length; i++) {
    const unit = written.charCodeAt(i);
    if (!plain.has(unit) && !ALSO_VALID.has(unit)) return false;
  }
  return true;
}

function escapeOf(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** ASCII letters, digits and these. */
function bytesOf(punctuation: string): ReadonlySet<number> {
  const alphanumeric = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return new Set([...alphanumeric, ...punctuation].map((character) => character.charCodeAt(0)));
}
