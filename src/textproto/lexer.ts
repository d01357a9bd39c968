// Lexer of the text format (spec textformat.md 2.1).

import type { Span } from '../text/span.ts';
import type { MendedString } from './mending/mend.ts';
import { findStringError } from './string-literal.ts';
import type { TextErrorCode } from './tree.ts';
import { describeUnexpected, unexpectedEnd } from './unexpected-characters.ts';

export type TokenKind = 'word' | 'string' | 'symbol' | 'end';

/** A lexical error; `at` is the start of the token it makes unusable. */
export interface LexicalError extends Span {
  readonly code: TextErrorCode;
  readonly message: string;
  readonly at: number;
}

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const HASH = 35;
const BACKSLASH = 92;
const DOUBLE_QUOTE = 34;

const WORD = 1;
const SYMBOL = 2;
const QUOTE = 3;
const BLANK = 4;

const CLASS = classTable();

/**
 * A cursor over the tokens of a text. The current token is described by `kind`, `start`, `end` and, for
 * symbols, `symbol`; nothing is allocated for a token. Never throws: what cannot be a token is reported
 * through `onError` and skipped.
 */
export class Lexer {
  readonly text: string;
  kind: TokenKind = 'end';
  start = 0;
  /** Exclusive. For `string`: the end of this one quoted piece. */
  end = 0;
  /** The character code of a `symbol` token, else 0. */
  symbol = 0;
  /** This `string` token is unterminated or has a bad escape. */
  broken = false;
  /** Only white space stands before the token in its line. */
  firstOnLine = true;
  /** Offset within its line of the first token of the line the current token is in. */
  lineIndent = 0;
  /** Offset of that line. */
  lineStart = 0;
  /** Offset of what stands between the previous token and this one and cannot be a token (reported), or -1. */
  unexpectedAt = -1;
  /** Start of the previous token, or else `unexpectedAt`: where the service stands when the text ends here. */
  previous = 0;
  readonly #onError: (error: LexicalError) => void;
  readonly #mended: readonly MendedString[];
  /** Index of the first of `#mended` that is not behind us. */
  #next = 0;
  /** The one that the current token is. */
  #current: MendedString | undefined = undefined;

  /** @param mended pieces that are to be taken for strings, in order */
  constructor(
    text: string,
    onError: (error: LexicalError) => void,
    mended: readonly MendedString[] = [],
  ) {
    this.text = text;
    this.#onError = onError;
    this.#mended = mended;
    this.advance();
  }

  /** The current token, a `string`: what is in it, and a character on either side. */
  get piece(): Span {
    const { start, end } = this;
    const inner = this.#current?.inner;
    return inner ? { start: inner.start - 1, end: inner.end + 1 } : { start, end };
  }

  /**
   * Moves to the next token. At the end of the text: `end`, an empty range there, again and again.
   *
   * @param previous start of what the service takes for the token that is left behind
   */
  advance(previous: number = this.start): void {
    this.previous = previous;
    const { text } = this;
    const { length } = text;
    let i = this.end;
    this.firstOnLine = i === 0;
    this.unexpectedAt = -1;
    this.#current = undefined;
    for (;;) {
      i = this.#skipToToken(i);
      this.symbol = 0;
      if (this.#next < this.#mended.length && this.#takeMended(i)) return;
      if (i >= length) {
        this.kind = 'end';
        this.start = length;
        this.end = length;
        return;
      }
      const c = text.charCodeAt(i);
      const cls = c < 128 ? CLASS[c] : 0;
      if (cls === WORD) {
        this.kind = 'word';
        this.start = i;
        i++;
        while (i < length && isWordCode(text.charCodeAt(i))) i++;
        this.end = i;
        return;
      }
      if (cls === SYMBOL) {
        this.kind = 'symbol';
        this.symbol = c;
        this.start = i;
        this.end = i + 1;
        return;
      }
      if (cls === QUOTE) {
        this.#quoted(i, c);
        return;
      }
      this.unexpectedAt = i;
      this.previous = i;
      i = this.#unexpected(i);
    }
  }

  /** Takes the string that is to be at `offset`, if there is one. */
  #takeMended(offset: number): boolean {
    let mended = this.#mended[this.#next];
    while (mended && mended.start < offset) mended = this.#mended[++this.#next];
    if (mended?.start !== offset) return false;
    this.#next++;
    this.#current = mended;
    this.kind = 'string';
    this.start = offset;
    this.end = mended.end;
    const { start, end } = this.piece;
    this.broken = findStringError(this.text, start, end) !== undefined;
    return true;
  }

  /** Moves to the first token at or after `offset`, past whatever stands before. */
  advanceFrom(offset: number): void {
    this.end = offset;
    this.advance();
  }

  /** Like skipBlanksAndComments, and keeps track of lines. */
  #skipToToken(from: number): number {
    const { text } = this;
    const { length } = text;
    let lineStart = from === 0 ? 0 : -1;
    let i = from;
    while (i < length) {
      const c = text.charCodeAt(i);
      if (c === LF || c === CR) {
        lineStart = ++i;
      } else if (c === SPACE || c === TAB) {
        i++;
      } else if (c === HASH) {
        const lf = text.indexOf('\n', i);
        i = lf < 0 ? length : lf + 1;
        lineStart = i;
      } else {
        break;
      }
    }
    if (lineStart >= 0) {
      this.firstOnLine = true;
      this.lineStart = lineStart;
      this.lineIndent = i - lineStart;
    }
    return i;
  }

  /** T5: up to the same quote; a backslash hides the next character; a raw LF or the end is an error. */
  #quoted(start: number, quote: number): void {
    const { text } = this;
    const { length } = text;
    let i = start + 1;
    let escapes = false;
    while (i < length) {
      const c = text.charCodeAt(i);
      if (c === quote || c === LF) break;
      if (c === BACKSLASH) {
        escapes = true;
        if (i + 1 < length) i++;
      }
      i++;
    }
    this.kind = 'string';
    this.start = start;
    this.broken = false;
    if (i >= length || text.charCodeAt(i) !== quote) {
      this.broken = true;
      this.end = Math.min(i, length);
      if (text.charCodeAt(this.end - 1) === CR) this.end--;
      const q = quote === DOUBLE_QUOTE ? '"' : "'";
      this.#onError({
        code: 'textproto-unmatched-quote',
        message: `This string is not closed: add ${q} before the end of the line.`,
        at: start,
        start,
        end: this.end,
      });
      return;
    }
    this.end = i + 1;
    if (!escapes) return;
    const error = findStringError(text, start, this.end);
    if (!error) return;
    this.broken = true;
    this.#onError({ ...error, at: start });
  }

  /** T6: one report for what cannot start a token. Returns the offset after it. */
  #unexpected(start: number): number {
    const { text } = this;
    const end = unexpectedEnd(text, start);
    this.#onError(new UnexpectedError(text, start, end));
    return end;
  }
}

/** Finds its words when somebody asks: of very many such errors few are told. */
class UnexpectedError implements LexicalError {
  readonly code = 'textproto-unexpected-byte';
  readonly start: number;
  readonly end: number;
  readonly #text: string;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.start = start;
    this.end = end;
  }

  get at(): number {
    return this.start;
  }

  get message(): string {
    return describeUnexpected(this.#text.slice(this.start, this.end));
  }
}

/** The offset of the first character at or after `from` that is neither white space nor in a comment. */
export function skipBlanksAndComments(text: string, from: number): number {
  const { length } = text;
  let i = from;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === SPACE || c === LF || c === CR || c === TAB) {
      i++;
    } else if (c === HASH) {
      const lf = text.indexOf('\n', i);
      if (lf < 0) return length;
      i = lf + 1;
    } else {
      break;
    }
  }
  return i;
}

/** True for what makes up words: `A–Z a–z 0–9 - + . _` (T4). */
export function isWordCode(c: number): boolean {
  return c < 128 && CLASS[c] === WORD;
}

function classTable(): Uint8Array {
  const table = new Uint8Array(128);
  const mark = (chars: string, cls: number) => {
    for (const char of chars) table[char.charCodeAt(0)] = cls;
  };
  mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+._', WORD);
  mark('<>{}:[];,/', SYMBOL);
  mark('"\'', QUOTE);
  mark(' \t\n\r#', BLANK);
  return table;
}
