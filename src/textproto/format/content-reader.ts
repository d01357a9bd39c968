// The tokens and comments of a text, each in such a way that what means the same is the same.

import { Lexer } from '../lexer.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isCloser,
  isOpener,
  OPEN_BRACE,
  OPEN_BRACKET,
  SEMICOLON,
} from '../symbols.ts';
import { doubleQuoted, withoutQuotes } from './string-quotes.ts';
import { wrapsStrings } from './string-wrapping.ts';
import type { Style } from './style.ts';

/** Separators count only in lists, brackets and quotes as what they stand for. */
export class ContentReader {
  readonly comments: string[] = [];
  /** How many of them stand before the token that was read last. */
  commentsBefore = 0;
  readonly #lexer: Lexer;
  readonly #style: Style;
  /** The openers of what is being read. */
  readonly #open: number[] = [];
  /** End of the token before. */
  #end = 0;

  constructor(text: string, style: Style) {
    this.#style = style;
    this.#lexer = new Lexer(text, () => {});
    this.#readComments();
  }

  /** Undefined at the end. */
  next(): string | undefined {
    for (;;) {
      const lexer = this.#lexer;
      const { kind, symbol, start, end, text } = lexer;
      this.commentsBefore = this.comments.length;
      if (kind === 'end') return undefined;
      if (kind === 'string' && !lexer.broken) return this.#string();
      this.#advance();
      if (kind === 'string') return this.#brokenString(text.slice(start, end));
      if (kind === 'word') return this.#words(text.slice(start, end));
      if (symbol === SEMICOLON || (symbol === COMMA && !this.#isBetweenItems())) continue;
      if (symbol === COLON && this.#style.skipAllColons && isOpener(lexer.symbol)) continue;
      return this.#symbol(symbol);
    }
  }

  #isBetweenItems(): boolean {
    return this.#open.at(-1) === OPEN_BRACKET && this.#lexer.symbol !== CLOSE_BRACKET;
  }

  #symbol(symbol: number): string {
    if (isOpener(symbol) || symbol === OPEN_BRACKET) this.#open.push(symbol);
    if (isCloser(symbol) || symbol === CLOSE_BRACKET) this.#open.pop();
    if (isOpener(symbol)) return String.fromCharCode(OPEN_BRACE);
    if (isCloser(symbol)) return String.fromCharCode(CLOSE_BRACE);
    return String.fromCharCode(symbol);
  }

  /** Words in brackets without a comma between them are one name (format.md R20). */
  #words(first: string): string {
    const lexer = this.#lexer;
    let words = first;
    while (lexer.kind === 'word' && this.#open.at(-1) === OPEN_BRACKET) {
      words += lexer.text.slice(lexer.start, lexer.end);
      this.#advance();
    }
    return words;
  }

  /** Where strings are wrapped, adjacent ones are one token, but for those in lists (format.md 3.5.6). */
  #string(): string {
    const lexer = this.#lexer;
    const joins = wrapsStrings(this.#style) && this.#open.at(-1) !== OPEN_BRACKET;
    let content = '';
    do {
      content += this.#unquoted(lexer.text.slice(lexer.start, lexer.end));
      this.#advance();
    } while (joins && lexer.kind === 'string' && !lexer.broken);
    return `"${content}`;
  }

  /** Without its end it may not lose its quote; a bad escape is inside. */
  #brokenString(piece: string): string {
    const isClosed = piece.length > 1 && piece.endsWith(piece.charAt(0));
    return isClosed ? `"${this.#unquoted(piece)}` : piece;
  }

  /** Backslashes before quotes are kept, but where the style drops them. */
  #unquoted(piece: string): string {
    return this.#style.smartQuotes ? withoutQuotes(piece) : doubleQuoted(piece).slice(1, -1);
  }

  #advance(): void {
    this.#end = this.#lexer.end;
    this.#lexer.advance();
    this.#readComments();
  }

  /** Reads the comments before the current token. What is no token is compared as if it were one of them. */
  #readComments(): void {
    const { text, start, unexpectedAt } = this.#lexer;
    if (start === this.#end) return;
    const gap = text.slice(this.#end, start);
    if (unexpectedAt < 0 && !gap.includes('#')) return;
    for (const line of gap.split('\n')) {
      const from = line.includes('#') ? line.indexOf('#') : line.length;
      for (const piece of [line.slice(0, from).trim(), line.slice(from).replace(/\r+$/, '')]) {
        if (piece !== '') this.comments.push(piece);
      }
    }
  }
}
