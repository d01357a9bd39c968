// The output of a program, which comes as bytes, as lines of text.

/**
 * The longest line, in UTF-16 units; what is longer goes on in the next one. Nobody reads such lines, and a program
 * that writes no line feed must not fill memory.
 */
export const MAX_LINE = 16_384;

/**
 * Splits what a program writes to a terminal into lines, without their line feeds. Bytes that are not UTF-8 become
 * U+FFFD; escape sequences stay as they are. A carriage return begins the line anew, as it does in a terminal, so of a
 * progress bar the last state is kept; one or more before a line feed belong to it.
 *
 * Linear in the number of bytes, however they are cut into pieces; keeps one line at most.
 */
export class OutputLines {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** What there is of the line that is not complete. */
  #line = '';
  /** A carriage return came last: what follows decides what it means. */
  #returned = false;

  /** The lines that `bytes` complete. */
  push(bytes: Uint8Array): string[] {
    return this.#take(this.#decoder.decode(bytes, { stream: true }));
  }

  /** The last line, if it has no line feed. To be called once, after all. */
  end(): string[] {
    const lines = this.#take(this.#decoder.decode());
    return this.#line === '' ? lines : [...lines, this.#line];
  }

  #take(text: string): string[] {
    const lines: string[] = [];
    // Each match is a run of ordinary text, of carriage returns, or a line feed.
    for (const [part] of text.matchAll(/[^\r\n]+|\r+|\n/g)) {
      if (part === '\n') {
        lines.push(this.#line);
        this.#line = '';
        this.#returned = false;
      } else if (part[0] === '\r') {
        this.#returned = true;
      } else {
        if (this.#returned) this.#line = '';
        this.#returned = false;
        this.#add(part, lines);
      }
    }
    return lines;
  }

  #add(text: string, lines: string[]): void {
    this.#line += text;
    if (this.#line.length <= MAX_LINE) return;
    let start = 0;
    while (this.#line.length - start > MAX_LINE) {
      const end = endOfPart(this.#line, start + MAX_LINE);
      lines.push(this.#line.slice(start, end));
      start = end;
    }
    this.#line = this.#line.slice(start);
  }
}

/** Never between the halves of a pair of surrogates. */
function endOfPart(text: string, end: number): number {
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : end;
}
