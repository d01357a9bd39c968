// Percent escapes (RFC 3986, section 2.1) back to the characters whose UTF-8 bytes they are.

import { decodeUtf8, ESCAPE_BASE, encodeUtf8 } from './utf8.ts';

/**
 * Decodes every `%XX`. A `%` without two hexadecimal digits stays as it is. Bytes that are not UTF-8
 * come out as lone surrogates U+DC80–U+DCFF, as they are in the text. Linear time.
 */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => {
    const byte = Number.parseInt(hex, 16);
    return String.fromCharCode(byte < 0x80 ? byte : ESCAPE_BASE + byte);
  });
  // Escaped or not, bytes that belong together become one character.
  return decodeUtf8(encodeUtf8(bytes));
}
