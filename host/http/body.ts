// The bytes of a response's body, taken out of its framing.

import type { Framing } from './body-framing.ts';
import type { ByteReader } from './byte-reader.ts';
import { readChunks } from './chunked-body.ts';
import { readExactly } from './exact-read.ts';

/** Gives the body piece by piece. Rejects, after all that has come in, if it breaks off. */
export async function* readFramed(
  reader: ByteReader,
  framing: Framing,
): AsyncGenerator<Uint8Array> {
  switch (framing.kind) {
    case 'none':
      return;
    case 'chunked':
      return yield* readChunks(reader);
    case 'length':
      return yield* readExactly(reader, framing.length);
    case 'until-close':
      do {
        const piece = reader.take(Number.POSITIVE_INFINITY);
        if (piece.length > 0) yield piece;
      } while (await reader.fill());
  }
}
