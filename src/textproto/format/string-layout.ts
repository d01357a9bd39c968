// Layout of strings: one in the line of its field, adjacent ones below each other (format.md R17–R19, R42, R43).

import type { Span } from '../../text/span.ts';
import type { StringNode } from '../tree.ts';
import { type Gap, readGap } from './gap.ts';
import { indentWidth, type Pen } from './pen.ts';
import { doubleQuoted, smartlyQuoted, writeDoubleQuoted } from './string-quotes.ts';
import { goesBelow, wrappedString, wrapsStrings } from './string-wrapping.ts';
import type { Style } from './style.ts';

export class StringLayout {
  readonly #text: string;
  readonly #pen: Pen;
  readonly #style: Style;
  readonly #wraps: boolean;

  constructor(text: string, pen: Pen, style: Style) {
    this.#text = text;
    this.#pen = pen;
    this.#style = style;
    this.#wraps = wrapsStrings(style);
  }

  /**
   * Writes the value of a field whose colon was written last.
   * @param gap what stands before it
   * @param inline all of it goes into one line
   * @param nameLength of the field's name
   */
  value(value: StringNode, depth: number, inline: boolean, gap: Gap, nameLength: number): void {
    const pen = this.#pen;
    const wrapped = this.#wraps && !inline ? this.#wrapped(value, depth, gap) : undefined;
    if (wrapped) {
      for (const piece of wrapped) {
        pen.line(depth + 1);
        pen.write(piece);
      }
      // What follows is compared with what follows the string.
      pen.copy(value.end, value.end);
    } else if (value.pieces.length === 1 || inline) {
      if (!inline && gap.comments.length === 0 && this.#goesBelow(value, depth, nameLength)) {
        pen.line(depth + 1);
      } else {
        beforeValue(pen, gap, depth);
      }
      this.pieces(value, undefined);
    } else {
      pen.comments(gap.comments, depth + 1);
      pen.line(depth + 1);
      this.pieces(value, depth + 1);
    }
  }

  /** @param depth at which each piece begins a line, but for the first; undefined if all of them are in one */
  pieces({ pieces }: StringNode, depth: number | undefined): void {
    let end = -1;
    for (const piece of pieces) {
      if (end >= 0 && depth === undefined) this.#pen.write(' ');
      if (end >= 0 && depth !== undefined) this.#between(end, piece.start, depth);
      this.#piece(piece);
      end = piece.end;
    }
  }

  #between(from: number, to: number, depth: number): void {
    const { comments } = readGap(this.#text, from, to);
    const [first] = comments;
    if (first?.sameLine) this.#pen.after(first);
    this.#pen.comments(first?.sameLine ? comments.slice(1) : comments, depth);
    this.#pen.line(depth);
  }

  #piece(piece: Span): void {
    if (!this.#style.smartQuotes) {
      writeDoubleQuoted(this.#text, piece, this.#pen);
      return;
    }
    const before = this.#text.slice(piece.start, piece.end);
    const after = smartlyQuoted(before);
    if (after === before) {
      this.#pen.copy(piece.start, piece.end);
      return;
    }
    this.#pen.write(after);
    this.#pen.copy(piece.end, piece.end);
  }

  #goesBelow({ start, end }: StringNode, depth: number, nameLength: number): boolean {
    if (!this.#wraps) return false;
    const piece = doubleQuoted(this.#text.slice(start, end));
    const column = indentWidth(depth) + nameLength + ': '.length;
    return goesBelow(piece, column, indentWidth(depth + 1), this.#style);
  }

  #wrapped(value: StringNode, depth: number, gap: Gap): readonly string[] | undefined {
    if (gap.comments.length > 0 || this.#hasComments(value)) return undefined;
    const before = value.pieces.map(({ start, end }) => this.#text.slice(start, end));
    const after = wrappedString(before.map(doubleQuoted), indentWidth(depth + 1), this.#style);
    const isSame = after?.length === before.length && after.every((part, i) => part === before[i]);
    return isSame ? undefined : after;
  }

  #hasComments({ start, pieces }: StringNode): boolean {
    let from = start;
    return pieces.some((piece) => {
      const { comments } = readGap(this.#text, from, piece.start);
      from = piece.end;
      return comments.length > 0;
    });
  }
}

/** What comes between the colon of a scalar and its value: a blank, or comments in lines of their own. */
export function beforeValue(pen: Pen, { comments }: Gap, depth: number): void {
  if (comments.length === 0) {
    pen.write(' ');
    return;
  }
  pen.comments(comments, depth + 1);
  pen.line(depth + 1);
}
