// Percent escapes (RFC 3986, section 2.1) back to the characters whose UTF-8 bytes they are.

/** Byte b, if it is part of no valid UTF-8 sequence, is written as the lone surrogate BYTE + b. */
const BYTE = 0xdc00;

/** Bytes that may belong together: what is not escaped is whole characters, apart from such surrogates. */
const RUN_OF_BYTES = /(?:%[0-9A-Fa-f]{2}|[\udc80-\udcff])+/gu;

/** An escaped character (the sequences of RFC 3629, section 4), or one escaped byte that is in none. */
const SEQUENCE =
  /%[0-7].|%(?:C[2-9A-F]|D.)%[89AB].|%(?:E0%[AB].|E[1-9ABCEF]%[89AB].|ED%[89].)%[89AB].|%(?:F0%[9AB].|F[1-3]%[89AB].|F4%8.)%[89AB].%[89AB].|%../gi;

/**
 * Decodes every `%XX`. A `%` without two hexadecimal digits stays as it is. Bytes that are not UTF-8
 * come out as lone surrogates U+DC80–U+DCFF, as they are in the text. Linear time.
 */
export function percentDecode(text: string): string {
  return text.replace(RUN_OF_BYTES, (run) =>
    run.replace(/[\udc80-\udcff]/gu, escapeByte).replace(SEQUENCE, decodeSequence),
  );
}

function escapeByte(surrogate: string): string {
  return `%${(surrogate.charCodeAt(0) - BYTE).toString(16)}`;
}

function decodeSequence(sequence: string): string {
  const lead = Number.parseInt(sequence.slice(1, 3), 16);
  const alone = sequence.length === 3 && lead >= 0x80;
  return alone ? String.fromCharCode(BYTE + lead) : decodeURIComponent(sequence);
}
