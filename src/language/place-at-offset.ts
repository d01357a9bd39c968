// The place of a cursor in a text: the message, the field, and the word, string or comment that it touches.
//
// A text that is being typed is broken at the cursor, more often than not. So this reads tokens rather than a tree, and
// takes what stands before the cursor at its word: an opener that has no closer yet encloses it all the same.

import type { FieldType, MessageType } from '../schema/schema.ts';
import type { Span } from '../text/span.ts';
import { Lexer } from '../textproto/lexer.ts';
import { isNextField } from '../textproto/next-field.ts';
import { decodeString } from '../textproto/string-literal.ts';

/** A value that is a word, or strings that are joined. */
export interface SeenValue extends Span {
  readonly kind: 'word' | 'string';
  /** As the service reads it: a string without its quotes. */
  readonly text: string;
}

/** One occurrence of a field in a message. */
interface SeenField {
  readonly name: string;
  readonly nameSpan: Span;
  /** What the schema says of it; undefined for a name that the message does not have. */
  readonly type: FieldType | undefined;
  /** Its words and strings; none for a message. */
  readonly values: readonly SeenValue[];
  /** Its messages. */
  readonly messages: readonly MessagePlace[];
}

export interface MessagePlace {
  /** Undefined below a field that the schema does not have. */
  readonly type: MessageType | undefined;
  /** The field that holds it, and its message; undefined for the root. */
  readonly holder: { readonly field: SeenField; readonly message: MessagePlace } | undefined;
  /** All of its fields, those behind the cursor as well, in the order of the text. */
  readonly fields: readonly SeenField[];
}

/** Spans are offsets into the text. A cursor touches what it stands in and what ends or starts at it. */
export type Place =
  /** `span` is from the comment's mark to the end of its line. */
  | { readonly kind: 'comment'; readonly span: Span; readonly message: MessagePlace }
  /** Where a field's name may stand; `word` is the one that the cursor touches, or empty. */
  | {
      readonly kind: 'name';
      readonly word: Span;
      /** The field that the word names; absent if there is no word. */
      readonly field?: SeenField;
      readonly message: MessagePlace;
    }
  /** Where a value may stand that is not in quotes; `word` may be empty. */
  | {
      readonly kind: 'word';
      readonly word: Span;
      readonly field: SeenField;
      readonly inList: boolean;
      readonly message: MessagePlace;
    }
  /** Within quotes. */
  | {
      readonly kind: 'string';
      /** With its quotes; of one that is not closed, up to the end of its line. */
      readonly piece: Span;
      readonly closed: boolean;
      /** The value that the piece is of, of which it may be one of several pieces. */
      readonly value: SeenValue;
      readonly field: SeenField | undefined;
      readonly message: MessagePlace;
    }
  /** Somewhere else: before a colon or an opener, at a symbol that belongs nowhere. */
  | { readonly kind: 'other'; readonly message: MessagePlace };

/**
 * What stands at `offset` of `text`. Never throws; takes time linear in the text.
 * @param text one part of a config, or all of it
 * @param root the type of the whole config
 */
export function placeAtOffset(text: string, offset: number, root: MessageType): Place {
  return new PlaceReader(text, offset, root).read();
}

/** The message and those that enclose it, from the inside; the last is the root. */
export function enclosing(message: MessagePlace): readonly MessagePlace[] {
  const messages = [message];
  for (let at = message.holder; at; at = at.message.holder) messages.push(at.message);
  return messages;
}

/** The job or trigger that the message is or is in. */
export function entryOf(message: MessagePlace): MessagePlace | undefined {
  return enclosing(message).at(-2);
}

/** The values of a field over its occurrences. */
export function valuesOfField(message: MessagePlace, name: string): readonly SeenValue[] {
  return message.fields.flatMap((field) => (field.name === name ? field.values : []));
}

interface Field extends SeenField {
  readonly values: SeenValue[];
  readonly messages: MessagePlace[];
}

/** Finds its text when somebody asks: it may be of very many pieces. */
class SeenString implements SeenValue {
  readonly kind = 'string';
  /** Each with a quote on either side, one of which may not be there. */
  readonly pieces: Span[] = [];
  end = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get start(): number {
    return this.pieces[0]?.start ?? 0;
  }

  get text(): string {
    return decodeString(this.#source, this.pieces);
  }
}

interface Frame extends MessagePlace {
  readonly fields: Field[];
  /** The field whose colon, value or items are still to come. */
  pending: Field | undefined;
  /** Offset behind the colon of that; -1 if there has been none. */
  colon: number;
  inList: boolean;
  /** The string that the last token was, which another piece may go on with. */
  string: SeenString | undefined;
}

const HASH = 35;
const SLASH = 47;
const STAR = 42;
const LF = 10;

class PlaceReader {
  readonly #text: string;
  readonly #offset: number;
  readonly #lexer: Lexer;
  #frame: Frame;
  #place: Place | undefined;

  constructor(text: string, offset: number, root: MessageType) {
    this.#text = text;
    this.#offset = offset;
    this.#lexer = new Lexer(text, () => {});
    this.#frame = newFrame(root, undefined);
  }

  read(): Place {
    const lexer = this.#lexer;
    let behind = 0;
    for (;;) {
      if (!this.#place && this.#isBefore(lexer)) this.#place = this.#placeInGap(behind);
      if (lexer.kind === 'end') break;
      behind = this.#token(lexer);
    }
    return this.#place ?? this.#placeInGap(behind);
  }

  /** The cursor stands before the current token and does not touch it, or touches a symbol. */
  #isBefore({ kind, start }: Lexer): boolean {
    return kind === 'word' ? this.#offset < start : this.#offset <= start;
  }

  /** Takes the current token, and moves to the next. @returns the offset behind what was taken */
  #token(lexer: Lexer): number {
    const { kind, start } = lexer;
    if (kind === 'symbol') {
      const end = this.#foreignCommentEnd(start);
      if (end >= 0) {
        const inside = this.#offset > start && this.#offset <= end;
        if (inside && !this.#place) this.#place = this.#comment({ start, end });
        lexer.advanceFrom(end);
        return end;
      }
      this.#symbol(lexer.symbol, lexer.end);
    } else if (kind === 'word') {
      this.#word(lexer);
    } else {
      this.#string(lexer);
    }
    const { end } = lexer;
    lexer.advance();
    return end;
  }

  #word(lexer: Lexer): void {
    const frame = this.#frame;
    const { start, end } = lexer;
    const touches = !this.#place && start <= this.#offset && this.#offset <= end;
    const word = { start, end };
    const { pending } = frame;
    frame.string = undefined;
    const isValue = pending && (frame.inList || (frame.colon >= 0 && !isNextField(lexer, true)));
    if (isValue) {
      const { inList } = frame;
      if (touches) this.#place = { kind: 'word', word, field: pending, inList, message: frame };
      pending.values.push({ kind: 'word', text: this.#text.slice(start, end), ...word });
      if (!inList) this.#endField();
      return;
    }
    const field = this.#newField(word);
    if (touches) this.#place = { kind: 'name', word, field, message: frame };
  }

  #newField(nameSpan: Span): Field {
    const frame = this.#frame;
    const name = this.#text.slice(nameSpan.start, nameSpan.end);
    const type = frame.type?.fieldByName(name);
    const field = { name, nameSpan, type, values: [], messages: [] };
    frame.fields.push(field);
    frame.pending = field;
    frame.colon = -1;
    frame.inList = false;
    return field;
  }

  #string(lexer: Lexer): void {
    const frame = this.#frame;
    const { start, end } = lexer;
    const text = this.#text;
    const closed = end - start > 1 && text.charCodeAt(end - 1) === text.charCodeAt(start);
    const piece = { start, end };
    const touches =
      start < this.#offset && (this.#offset < end || (!closed && this.#offset === end));
    const field = frame.pending ?? (frame.string && frame.fields.at(-1));
    const value = frame.string ?? new SeenString(text);
    value.pieces.push(closed ? piece : { start, end: end + 1 });
    value.end = end;
    if (!frame.string) field?.values.push(value);
    if (touches && !this.#place) {
      this.#place = { kind: 'string', piece, closed, value, field, message: frame };
    }
    if (!frame.inList) this.#endField();
    frame.string = value;
  }

  #symbol(symbol: number, end: number): void {
    const frame = this.#frame;
    frame.string = undefined;
    switch (String.fromCharCode(symbol)) {
      case ':':
        if (frame.colon < 0) frame.colon = end;
        break;
      case '{':
      case '<':
        this.#open();
        break;
      case '}':
      case '>':
        this.#endField();
        frame.inList = false;
        if (frame.holder) this.#frame = frame.holder.message as Frame;
        if (!this.#frame.inList) this.#endField();
        break;
      case '[':
        frame.inList = frame.pending !== undefined;
        break;
      case ']':
        frame.inList = false;
        this.#endField();
        break;
      case ',':
      case ';':
        if (!frame.inList) this.#endField();
        break;
    }
  }

  #open(): void {
    const { pending } = this.#frame;
    const type = pending?.type?.type;
    const opened = newFrame(
      type?.kind === 'message' ? type.message : undefined,
      pending && { field: pending, message: this.#frame },
    );
    if (pending) {
      pending.messages.push(opened);
      this.#frame = opened;
      return;
    }
    // An opener that belongs to nothing: what is in it is of no known type, and its closer is its own.
    const field = {
      name: '',
      nameSpan: { start: 0, end: 0 },
      type: undefined,
      values: [],
      messages: [],
    };
    this.#frame = newFrame(undefined, { field, message: this.#frame });
  }

  #endField(): void {
    this.#frame.pending = undefined;
    this.#frame.colon = -1;
  }

  /** The place of a cursor that touches no token. @param from end of the token before it */
  #placeInGap(from: number): Place {
    const offset = this.#offset;
    const message = this.#frame;
    const comment = this.#commentInGap(from);
    if (comment) return this.#comment(comment);
    const { pending, colon, inList } = message;
    const word = { start: offset, end: offset };
    if (pending && inList) return { kind: 'word', word, field: pending, inList, message };
    const isBelow = this.#text.slice(from, offset).includes('\n');
    if (pending && !isBelow) {
      if (colon < 0) return { kind: 'other', message };
      return { kind: 'word', word, field: pending, inList, message };
    }
    return { kind: 'name', word, message };
  }

  #comment(span: Span): Place {
    return { kind: 'comment', span, message: this.#frame };
  }

  /** The comment between two tokens that the cursor is in. Before its mark, and on the mark, it is not. */
  #commentInGap(from: number): Span | undefined {
    const text = this.#text;
    for (let i = from; i < this.#offset; i++) {
      if (text.charCodeAt(i) !== HASH) continue;
      const end = lineEnd(text, i);
      if (this.#offset <= end) return { start: i, end };
      i = end;
    }
    return undefined;
  }

  /** The end of a comment of another language that starts at `start`; -1 if none does. */
  #foreignCommentEnd(start: number): number {
    const text = this.#text;
    if (text.charCodeAt(start) !== SLASH) return -1;
    const next = text.charCodeAt(start + 1);
    if (next === SLASH) return lineEnd(text, start);
    if (next !== STAR) return -1;
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? lineEnd(text, start) : end + 2;
  }
}

function newFrame(type: MessageType | undefined, holder: MessagePlace['holder']): Frame {
  const state = { pending: undefined, colon: -1, inList: false, string: undefined };
  return { type, holder, fields: [], ...state };
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) !== LF) end++;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}
