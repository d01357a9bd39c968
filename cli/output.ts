// Output that may be longer than memory, or a string, can be: written piece by piece.

import type { Writable } from 'node:stream';

/** Characters of a chunk, at least: a write costs the same for few as for many. */
const CHUNK = 1 << 16;

/** The pieces, many of them at a time. */
export function* inChunks(pieces: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/**
 * Writes no faster than `output` takes it. Once `output` has failed or is closed, nothing more is written, nor asked for.
 * @return false if that has happened, as when nobody reads any more
 */
export async function writePieces(output: Writable, pieces: Iterable<string>): Promise<boolean> {
  for (const chunk of inChunks(pieces)) if (!(await writeWhole(output, chunk))) return false;
  return output.writable;
}

/** The same for what is in memory. */
export function writeWhole(output: Writable, chunk: string | Uint8Array): Promise<boolean> {
  if (!output.writable) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isTaken: boolean) => {
      output.off('close', onClose);
      resolve(isTaken);
    };
    // Of a stream that is destroyed, not every kind calls back.
    const onClose = () => end(false);
    output.on('close', onClose);
    output.write(chunk, (error) => end(!error));
  });
}
