// Layout of strings: one in the line of its field, adjacent ones below each other (format.md R17–R19, R42, R43, 3.5).

import { encodeUtf8 } from '../../golang/utf8.ts';
import type { Span } from '../../text/span.ts';
import type { FieldNode, StringNode, ValueNode } from '../tree.ts';
import { nameText } from './block-items.ts';
import type { Place } from './block-order.ts';
import { type Gap, NO_GAP, readGap } from './gap.ts';
import type { Pen } from './pen.ts';
import { doubleQuoted, smartlyQuoted, writeDoubleQuoted } from './string-quotes.ts';
import {
  type StringLine,
  type StringLines,
  wrappedString,
  wrapsStrings,
} from './string-wrapping.ts';
import type { Style } from './style.ts';

export type StringField = FieldNode & { readonly value: StringNode };

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
   * @param trailing comment in the line in which it ends
   */
  value(field: StringField, place: Place, gap: Gap, trailing: Span | undefined): void {
    const { value } = field;
    const pen = this.#pen;
    if (place.inline) {
      beforeValue(pen, gap, place.depth);
      this.pieces(value, undefined);
    } else if (this.#wraps && !value.broken) {
      this.#wrapped(this.#lines(field, place, gap, trailing), place.depth);
      return;
    } else if (value.pieces.length === 1) {
      beforeValue(pen, gap, place.depth);
      this.pieces(value, undefined);
    } else {
      pen.comments(gap.comments, place.depth + 1);
      pen.line(place.depth + 1);
      this.pieces(value, place.depth + 1);
    }
    if (trailing) pen.after(trailing);
  }

  /** The string as it is written, if it is one piece then. */
  single(field: StringField, place: Place): string | undefined {
    const { pieces } = field.value;
    const lines =
      this.#wraps && !place.inline && !field.value.broken
        ? this.#lines(field, place, NO_GAP, undefined).lines.map(({ written }) => written)
        : pieces.map(({ start, end }) => doubleQuoted(this.#text.slice(start, end)));
    const [only] = lines;
    if (only === undefined || lines.length > 1) return undefined;
    return this.#style.smartQuotes ? smartlyQuoted(only) : only;
  }

  /** A scalar as it is written, adjacent literals without a blank between them. */
  written(value: ValueNode): string {
    const pieces = value.kind === 'string' ? value.pieces : [];
    if (pieces.length === 0) return this.#text.slice(value.start, value.end);
    const quoted = this.#style.smartQuotes ? smartlyQuoted : doubleQuoted;
    return pieces.map(({ start, end }) => quoted(this.#text.slice(start, end))).join('');
  }

  #lines(
    { name, value }: StringField,
    { depth }: Place,
    gap: Gap,
    trailing: Span | undefined,
  ): StringLines {
    let lead: readonly Span[] = gap.comments;
    const lines = value.pieces.map((source, i): StringLine => {
      const before = lead;
      const next = value.pieces[i + 1];
      const { comments } = next ? readGap(this.#text, source.end, next.start) : NO_GAP;
      const beside = next ? comments.find(({ sameLine }) => sameLine) : trailing;
      lead = comments.filter((comment) => comment !== beside);
      const written = this.#canonical(this.#text.slice(source.start, source.end));
      return { written, source, lead: before, trailing: beside };
    });
    const nameLength = encodeUtf8(nameText(this.#text, name)).length;
    const place = { text: this.#text, depth, nameLength };
    return wrappedString({ lines, left: [], below: false }, place, this.#style);
  }

  /** Quoted in such a way that it does not matter how it was cut. */
  #canonical(piece: string): string {
    if (!this.#style.smartQuotes) return doubleQuoted(piece);
    return doubleQuoted(smartlyQuoted(piece));
  }

  #wrapped({ lines, left, below }: StringLines, depth: number): void {
    const pen = this.#pen;
    for (const { written, source, lead, trailing } of lines) {
      if (lines.length === 1 && lead.length === 0 && !below) pen.write(' ');
      else {
        pen.comments(lead, depth + 1);
        pen.line(depth + 1);
      }
      if (source) this.#piece(source);
      else pen.write(this.#style.smartQuotes ? smartlyQuoted(written) : written);
      if (trailing) pen.after(trailing);
    }
    pen.comments(left, depth);
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
