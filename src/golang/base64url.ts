// Base64 as Go's `base64.RawURLEncoding` has it: the alphabet for URLs, without padding (RFC 4648, section 5).

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function encodeBase64url(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET.charAt(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + ALPHABET.charAt(held << (6 - bits)) : text;
}

/**
 * The bytes, or undefined if the text is no such base64. Like Go, skips line breaks and takes any bits behind the last
 * byte.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/[\r\n]/g, '');
  if (digits.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit);
    if (value < 0) return undefined;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = held >> bits;
    held &= (1 << bits) - 1;
  }
  return bytes;
}
