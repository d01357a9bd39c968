// Bytes of a connection, and the frames in them: a length as a varint, then as many bytes (luci-go, common/data/recordio).

import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { ProtocolError } from './protocol-error.ts';

/** More bytes than these are no length of anything. */
const MAX_VARINT = 10;

export class FrameReader {
  readonly #chunks: AsyncIterator<Buffer>;
  /** Read from the connection, and not yet from here. */
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(source: Readable) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next bytes; undefined if the connection ends before them. Rejects if it breaks. */
  async bytes(count: number): Promise<Buffer | undefined> {
    while (this.#size < count) {
      const next = await this.#chunks.next();
      if (next.done) return undefined;
      this.#pieces.push(next.value);
      this.#size += next.value.length;
    }
    const [first] = this.#pieces;
    const all = first && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
    this.#pieces = [all.subarray(count)];
    this.#size -= count;
    return all.subarray(0, count);
  }

  /**
   * The next frame; undefined if the connection ends before its end.
   * @param limit for its length in bytes
   * Rejects with a ProtocolError if it is longer.
   */
  async frame(limit: number): Promise<Buffer | undefined> {
    let length = 0;
    for (let i = 0; ; i++) {
      const byte = (await this.bytes(1))?.[0];
      if (byte === undefined) return undefined;
      length += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) break;
      if (i + 1 === MAX_VARINT) throw tooLong();
    }
    if (length > limit) throw tooLong();
    return this.bytes(length);
  }

  /** All that comes. */
  async *rest(): AsyncGenerator<Buffer> {
    yield* this.#pieces.splice(0);
    for (let next = await this.#chunks.next(); !next.done; next = await this.#chunks.next()) {
      yield next.value;
    }
  }

  /** Reads to the end and keeps nothing. */
  async skip(): Promise<void> {
    for await (const _ of this.rest());
  }
}

function tooLong(): ProtocolError {
  return new ProtocolError('The program sent a message that is too long.');
}
