// A reader of lines and pieces from bytes that come in as they please.

/** Gives the next bytes, undefined at the end. Rejects if the transport breaks. */
export type ByteSource = () => Promise<Uint8Array | undefined>;

const LF = 0x0a;

export class ByteReader {
  readonly #source: ByteSource;
  /** What has been looked through without finding the end of a line. */
  #lineStart: Uint8Array[] = [];
  #chunk: Uint8Array = new Uint8Array();
  #received = 0;
  #read = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** How many bytes have come in so far, whether or not they have been read. */
  get received(): number {
    return this.#received;
  }

  /** How many bytes have come in and not been read. */
  get buffered(): number {
    return this.#received - this.#read;
  }

  /** Waits for more bytes. False at the end. */
  async fill(): Promise<boolean> {
    if (this.#chunk.length > 0) this.#lineStart.push(this.#chunk);
    this.#chunk = (await this.#source()) ?? new Uint8Array();
    this.#received += this.#chunk.length;
    return this.#chunk.length > 0;
  }

  /** The next line with its line feed, a character for each byte; undefined if `fill` has to come first. */
  line(): string | undefined {
    const end = this.#chunk.indexOf(LF) + 1;
    if (end === 0) {
      if (this.#chunk.length > 0) this.#lineStart.push(this.#chunk);
      this.#chunk = new Uint8Array();
      return undefined;
    }
    const line = Buffer.concat([...this.#lineStart, this.#chunk.subarray(0, end)]);
    this.#lineStart = [];
    this.#chunk = this.#chunk.subarray(end);
    this.#read += line.length;
    return line.toString('latin1');
  }

  /** Up to `limit` bytes of those that have come in; none if `fill` has to come first. */
  take(limit: number): Uint8Array {
    if (this.#lineStart.length > 0) {
      this.#chunk = Buffer.concat([...this.#lineStart, this.#chunk]);
      this.#lineStart = [];
    }
    const taken = this.#chunk.subarray(0, limit);
    this.#chunk = this.#chunk.subarray(taken.length);
    this.#read += taken.length;
    return taken;
  }
}
