// Standard base64 with padding (RFC 4648, section 4), as Go's `base64.StdEncoding` writes and reads it. It reads what others
// have written, so it is as lenient as Go: with line breaks, and with bits behind the last byte. What we write ourselves
// and have to recognize, such as a token, is in `src/engine/base64-url.ts`, of which each value has one text.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const VALUES: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (character, value) => [character, value]),
);

export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digit = (shift: number) => ALPHABET[(group >> shift) & 63] ?? '';
    parts.push(
      digit(18),
      digit(12),
      b === undefined ? '=' : digit(6),
      c === undefined ? '=' : digit(0),
    );
  }
  return parts.join('');
}

/**
 * The bytes of a text; undefined if it is not base64. Line breaks (CR and LF) anywhere do not count. Padding must be
 * there; bits set behind the last byte do not matter.
 * @param text untrusted
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[\r\n]/g, '');
  if (digits.length % 4 !== 0) return undefined;
  const padding = digits.endsWith('==') ? 2 : digits.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((digits.length / 4) * 3 - padding);
  let pending = 0;
  let bits = 0;
  let length = 0;
  for (let i = 0; i < digits.length - padding; i++) {
    const value = VALUES.get(digits[i] ?? '');
    if (value === undefined) return undefined;
    pending = ((pending << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (pending >> bits) & 0xff;
  }
  return bytes;
}
