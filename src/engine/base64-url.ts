// URL-safe base64 without padding (RFC 4648, section 5), strict: it reads nothing but what it has written, so that a signed
// token or a cursor cannot be changed and still be taken. What others write, `src/golang/base64.ts` reads.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const VALUES: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (character, value) => [character, value]),
);

export function encodeBase64Url(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6; ) {
      bits -= 6;
      text += ALPHABET[(pending >> bits) & 63];
    }
  }
  return bits === 0 ? text : text + ALPHABET[(pending << (6 - bits)) & 63];
}

/**
 * Undefined for what `encodeBase64Url` cannot have written: other characters, padding, a length that is no
 * whole number of bytes, or bits set behind the last byte. So each value has one text.
 */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array((text.length * 6) >> 3);
  let length = 0;
  let bits = 0;
  let pending = 0;
  for (const character of text) {
    const value = VALUES.get(character);
    if (value === undefined) return undefined;
    pending = ((pending << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (pending >> bits) & 0xff;
  }
  const isWhole = bits < 6 && (pending & ((1 << bits) - 1)) === 0;
  return isWhole ? bytes : undefined;
}
