// String fields that hold bytes which are not UTF-8. The scheduler's parser lets such bytes through (spec
// textformat.md T27); in our strings byte 0xNN is the lone surrogate U+DCNN, 0x80 to 0xFF, as in
// Python's "surrogateescape" (PEP 383).

/**
 * The bytes of a string. Lone surrogates that stand for no byte become U+FFFD. `text` is assumed to
 * have lone surrogates; TextEncoder does for all others.
 */
export function encodeSurrogateEscapes(text: string): Uint8Array {
  const bytes: number[] = [];
  // Iterating goes by code points, so a surrogate seen here is alone.
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character.length === 1 && isEscape(code)) bytes.push(code - ESCAPE_BASE);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

/**
 * The inverse of `encodeSurrogateEscapes` and of TextEncoder. Each byte that is part of no valid
 * sequence is escaped by itself.
 */
export function decodeSurrogateEscapes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeWithEscapes(bytes);
  }
}

/** Byte 0xNN is escaped as ESCAPE_BASE + 0xNN. ASCII is always valid and never escaped. */
const ESCAPE_BASE = 0xdc00;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isEscape(code: number): boolean {
  return code >= ESCAPE_BASE + 0x80 && code <= ESCAPE_BASE + 0xff;
}

function decodeWithEscapes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    // What the first byte promises; whether it is kept, and whether this can be a first byte at all,
    // the decoder knows.
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    try {
      text += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(ESCAPE_BASE + lead);
      at++;
    }
  }
  return text;
}
