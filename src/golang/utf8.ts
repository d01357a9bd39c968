// UTF-8 to text and back without loss: a Go string is bytes, and the service accepts some that are not
// UTF-8 (spec textformat.md T27); ours are JavaScript strings, as ranges are counted on those.

/**
 * Decodes UTF-8. A byte that is part of no valid sequence becomes one lone surrogate, U+DC80 for byte
 * 0x80 up to U+DCFF for 0xFF (Python's "surrogateescape", PEP 383); as in Go, each such byte stands
 * for itself. Valid are the sequences of RFC 3629: no overlong forms, no surrogates, nothing above
 * U+10FFFF. A byte order mark is kept as U+FEFF. Never throws.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return decodeWithEscapes(bytes);
  }
}

/**
 * The inverse of `decodeUtf8`: `encodeUtf8(decodeUtf8(bytes))` equals `bytes` for every `bytes`.
 * Lone surrogates that `decodeUtf8` cannot produce become U+FFFD.
 */
export function encodeUtf8(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  let start = 0;
  for (const match of text.matchAll(ESCAPED_BYTES)) {
    const before = encoder.encode(text.slice(start, match.index));
    bytes.set(before, length);
    length += before.length;
    start = match.index + match[0].length;
    for (let i = match.index; i < start; i++) bytes[length++] = text.charCodeAt(i) - ESCAPE_BASE;
  }
  const rest = encoder.encode(text.slice(start));
  bytes.set(rest, length);
  return bytes.slice(0, length + rest.length);
}

/** Byte b is escaped as ESCAPE_BASE + b; b is 0x80 or more, for ASCII is always valid. */
export const ESCAPE_BASE = 0xdc00;

/** With the `u` flag a surrogate matches only if it is alone. */
const ESCAPED_BYTES = /[\udc80-\udcff]+/gu;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeWithEscapes(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let validFrom = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (validFrom < at) pieces.push(strictDecoder.decode(bytes.subarray(validFrom, at)));
    pieces.push(String.fromCharCode(ESCAPE_BASE + (bytes[at] ?? 0)));
    at++;
    validFrom = at;
  }
  pieces.push(strictDecoder.decode(bytes.subarray(validFrom)));
  return pieces.join('');
}

/** Bytes in the valid sequence that starts at `at`, 0 if none does (RFC 3629, section 4). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const [low, high] = SECOND_BYTE[lead] ?? [0x80, 0xbf];
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** The lead bytes whose second byte is narrower than 0x80–0xBF: no overlongs, surrogates, > U+10FFFF. */
const SECOND_BYTE: Readonly<Record<number, readonly [number, number]>> = {
  224: [0xa0, 0xbf],
  237: [0x80, 0x9f],
  240: [0x90, 0xbf],
  244: [0x80, 0x8f],
};
