// Edits of a text, and the writer that finds those which lead to another layout of the same tokens.

import type { Span } from '../../text/span.ts';

/** New text in place of a piece of the old one. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text after edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  if (edits.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const edit of edits) {
    pieces.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** The same edit without what it leaves as it is at both ends; undefined if that is all of it. */
export function trimmed(source: string, { start, end, text }: TextEdit): TextEdit | undefined {
  const limit = Math.min(end - start, text.length);
  let head = 0;
  while (head < limit && source.charCodeAt(start + head) === text.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < limit - head &&
    source.charCodeAt(end - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  ) {
    tail++;
  }
  if (head === end - start && head === text.length) return undefined;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

/**
 * A new text that is written from start to end, for the most part by copying pieces of the old one. What comes between
 * two pieces is compared with what is there: where it differs is an edit. So edits hardly ever touch a token, and a text
 * that stays as it is costs no memory.
 */
export class EditWriter {
  readonly #source: string;
  readonly #end: number;
  readonly #edits: TextEdit[] = [];
  /** Up to here the old text is dealt with. */
  #at: number;
  /** Written since the last piece that was copied. */
  #pending = '';

  /** @param span what the new text is to stand in place of */
  constructor(source: string, { start, end }: Span) {
    this.#source = source;
    this.#at = start;
    this.#end = end;
  }

  write(text: string): void {
    this.#pending += text;
  }

  /** Writes what the old text has from `start` to `end`. */
  copy(start: number, end: number): void {
    if (start < this.#at) {
      // It has been moved down, and stands no longer where it was.
      this.#pending += this.#source.slice(start, end);
      return;
    }
    this.#replaceUpTo(start);
    this.#at = end;
  }

  /** Ends the new text. The edits are in order, do not overlap, and are as wide as the gaps between tokens. */
  finish(): readonly TextEdit[] {
    this.#replaceUpTo(this.#end);
    this.#at = this.#end;
    return this.#edits;
  }

  #replaceUpTo(start: number): void {
    const text = this.#pending;
    if (start - this.#at !== text.length || !this.#source.startsWith(text, this.#at)) {
      this.#edits.push({ start: this.#at, end: start, text });
    }
    this.#pending = '';
  }
}
