// The pen of a layout: it writes lines of a new text, whose tokens and comments are pieces of the old one.

import type { Span } from '../../text/span.ts';
import { EditWriter, type TextEdit } from './edits.ts';

export type LineEnd = '\n' | '\r\n';

const INDENT = 2;

/** Columns before what stands in `depth` blocks. */
export function indentWidth(depth: number): number {
  return INDENT * depth;
}

export class Pen {
  readonly #text: string;
  readonly #writer: EditWriter;
  readonly #lineEnd: LineEnd;
  #isEmpty = true;

  /** @param span what the new text is to stand in place of: whole lines */
  constructor(text: string, span: Span, lineEnd: LineEnd) {
    this.#text = text;
    this.#writer = new EditWriter(text, span);
    this.#lineEnd = lineEnd;
  }

  /** No line has begun. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** Begins a line; the first one is there already. */
  line(depth: number, blank = false): void {
    if (this.#isEmpty) {
      this.#isEmpty = false;
      return;
    }
    this.endLine();
    if (blank) this.endLine();
    if (depth > 0) this.write(indentation(depth));
  }

  endLine(): void {
    this.write(this.#lineEnd);
  }

  write(text: string): void {
    this.#writer.write(text);
  }

  /** Writes a symbol that stands at `offset` in the old text, or another one in its place. */
  symbol(symbol: string, offset: number): void {
    if (this.#text[offset] === symbol) this.copy(offset, offset + 1);
    else this.write(symbol);
  }

  copy(start: number, end: number): void {
    this.#writer.copy(start, end);
  }

  /** Each in a line of its own. */
  comments(comments: readonly Span[], depth: number): void {
    for (const { start, end } of comments) {
      this.line(depth);
      this.copy(start, end);
    }
  }

  /** A comment in the line of what was written last (format.md R36). */
  after({ start, end }: Span): void {
    this.write('  ');
    this.copy(start, end);
  }

  finish(): readonly TextEdit[] {
    return this.#writer.finish();
  }
}

const INDENTATIONS: string[] = [];

function indentation(depth: number): string {
  INDENTATIONS[depth] ??= ' '.repeat(indentWidth(depth));
  return INDENTATIONS[depth];
}
