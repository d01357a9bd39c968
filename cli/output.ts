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

/** Writes no faster than `output` takes it. Nothing is written any more once `output` has failed or is closed. */
export async function writePieces(output: Writable, pieces: Iterable<string>): Promise<void> {
  for (const chunk of inChunks(pieces)) {
    // The rest is asked for all the same: whoever makes the pieces may count them.
    if (output.writable && !output.write(chunk)) await readyAgain(output);
  }
}

const READY = ['drain', 'error', 'close'];

function readyAgain(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    const ready = () => {
      for (const event of READY) output.off(event, ready);
      resolve();
    };
    for (const event of READY) output.on(event, ready);
  });
}
