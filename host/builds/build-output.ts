// What a build writes: all of it into a file, and as much as can be read into the log of the invocation.

import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import fs, { type WriteStream } from 'node:fs';
import { errorText } from '../../src/text/wording.ts';
import { carryingStyles } from './carried-styles.ts';

/** An invocation's log has room for 200,000 bytes (engine.md D2), in which others have something to say, too. */
export const MAX_HEAD = 100_000;
/** The end of an output says most, so some room is kept for it: lines, and UTF-16 units of all of them. */
export const TAIL_LINES = 100;
export const MAX_TAIL = 40_000;

export class BuildOutput {
  readonly #file: WriteStream;
  readonly #path: string;
  readonly #log: (line: string) => void;
  readonly #carry = carryingStyles();
  #room = MAX_HEAD;
  #tail: string[] = [];
  #tailSize = 0;
  /** Lines that are in the file alone. */
  #leftOut = 0;
  #isFull = false;
  #failure: Error | undefined;

  /**
   * @param path of the file, which is made anew
   * @param log takes a line of the invocation's log
   */
  constructor(path: string, log: (line: string) => void) {
    this.#path = path;
    this.#log = log;
    this.#file = fs.createWriteStream(path);
    this.#file.on('error', (error) => this.#fail(error));
  }

  /** Takes a line. The next one is to come when the promise has resolved. Never rejects. */
  async add(line: string): Promise<void> {
    this.#show(this.#carry(line));
    if (this.#failure || this.#file.write(`${line}\n`)) return;
    // A file that fails has told so.
    await once(this.#file, 'drain').catch(() => {});
  }

  /** Shows the end of what is left out, and closes the file. Never rejects. */
  async end(): Promise<void> {
    const lines = this.#leftOut === 1 ? 'line' : 'lines';
    if (this.#leftOut > 0) this.#log(`… ${this.#leftOut.toLocaleString('en')} more ${lines} …`);
    for (const line of this.#tail) this.#log(line);
    if (this.#failure) return;
    await new Promise<void>((resolve) => {
      this.#file.once('close', resolve).end();
    });
  }

  #show(line: string): void {
    const size = Buffer.byteLength(line) + LINE_OVERHEAD;
    if (!this.#isFull && size <= this.#room) {
      this.#room -= size;
      this.#log(line);
      return;
    }
    if (!this.#isFull) {
      this.#isFull = true;
      this.#log(`The output goes on in ${this.#path}; its last lines follow at its end.`);
    }
    this.#tail.push(line);
    this.#tailSize += line.length;
    while (this.#tail.length > TAIL_LINES || this.#tailSize > MAX_TAIL) {
      this.#tailSize -= this.#tail.shift()?.length ?? 0;
      this.#leftOut++;
    }
  }

  /** The log has its beginning and its end all the same. */
  #fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#log(outputFailure(this.#path, error));
    // Whoever waits for it to take more waits no longer.
    this.#file.emit('drain');
  }
}

/** The time before each line of a log, and its line feed. */
const LINE_OVERHEAD = 16;

function outputFailure(path: string, error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `The disk is full, so the output is kept in this log alone: make room where ${path} is.`;
  }
  return `The output cannot be written to ${path}, so it is kept in this log alone: ${errorText(error)}.`;
}
