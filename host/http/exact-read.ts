// A number of bytes that has been promised.

import type { ByteReader } from './byte-reader.ts';
import { CutShort } from './invalid-response.ts';

/** The next `length` bytes, piece by piece. Rejects, after what has come in, if the connection ends before. */
export async function* readExactly(reader: ByteReader, length: number): AsyncGenerator<Uint8Array> {
  for (let rest = length; ; ) {
    const piece = reader.take(rest);
    rest -= piece.length;
    if (piece.length > 0) yield piece;
    if (rest === 0) return;
    if (!(await reader.fill())) throw new CutShort();
  }
}
