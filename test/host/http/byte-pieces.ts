// Bytes that come in in pieces, for tests of what reads them.

import { ByteReader } from '../../../host/http/byte-reader.ts';

/** A reader of these pieces of bytes, given as characters, and then of the end. */
export function readerOf(...pieces: readonly string[]): ByteReader {
  const rest = pieces.map((piece) => Buffer.from(piece, 'latin1'));
  return new ByteReader(async () => rest.shift());
}

/** All that is given, as characters, and what went wrong after it. */
export async function collected(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ text: string; error?: unknown }> {
  let text = '';
  try {
    for await (const piece of pieces) text += Buffer.from(piece).toString('latin1');
  } catch (error) {
    return { text, error };
  }
  return { text };
}

/** A text in pieces of `size` characters. */
export function inPieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
    text.slice(i * size, (i + 1) * size),
  );
}
