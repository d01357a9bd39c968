// The check that a formatted text says what the text said: its tokens and comments are the same.
//
// It is the last word before any edit leaves. It knows nothing of the layout and reads both texts by the lexer, so that a
// mistake of the layout loses nothing.

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
import { changesOrder } from './block-order.ts';
import { withoutQuotes } from './string-quotes.ts';
import { wrapsStrings } from './string-wrapping.ts';
import type { Style } from './style.ts';

/**
 * Undefined if both say the same, or what differs, as a phrase. Separators count only in lists, brackets and quotes as
 * what they stand for; comments without carriage returns, and in any order.
 */
export function contentDifference(before: string, after: string, style: Style): string | undefined {
  const old = new ContentReader(before, style);
  const now = new ContentReader(after, style);
  if (changesOrder(style)) return unorderedDifference(old, now, style);
  for (;;) {
    const expected = old.next();
    const found = now.next();
    if (expected !== found) return `tokens (${shown(expected)} became ${shown(found)})`;
    if (expected === undefined) break;
  }
  return commentDifference(old.comments, now.comments);
}

function unorderedDifference(old: ContentReader, now: ContentReader, style: Style) {
  const expected = allOf(old);
  const found = allOf(now);
  if (style.removeDuplicates || style.shortLists) {
    // A field may lose its list, or its name to one.
    const known = new Set(expected.filter((token) => !LIST_SYMBOLS.has(token)));
    const left = new Set(found.filter((token) => !LIST_SYMBOLS.has(token)));
    if (known.size !== left.size || [...left].some((token) => !known.has(token))) return 'tokens';
  } else if (!isSame(expected.sort(), found.sort())) {
    return 'tokens';
  }
  return commentDifference(old.comments, now.comments);
}

const LIST_SYMBOLS: ReadonlySet<string> = new Set(['[', ']', ',']);

function allOf(reader: ContentReader): string[] {
  const tokens: string[] = [];
  for (let token = reader.next(); token !== undefined; token = reader.next()) tokens.push(token);
  return tokens;
}

function commentDifference(before: string[], after: string[]): string | undefined {
  if (isSame(before, after)) return undefined;
  return isSame(before.sort(), after.sort()) ? undefined : 'comments';
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

function shown(token: string | undefined): string {
  return token === undefined ? 'the end' : JSON.stringify(token.slice(0, 40));
}

/** The tokens of a text, each in such a way that what means the same is the same. */
class ContentReader {
  readonly comments: string[] = [];
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

  /** Adjacent strings are one value; where strings are not wrapped, each is a token. */
  #string(): string {
    const lexer = this.#lexer;
    let content = '';
    do {
      content += withoutQuotes(lexer.text.slice(lexer.start, lexer.end));
      this.#advance();
    } while (wrapsStrings(this.#style) && lexer.kind === 'string' && !lexer.broken);
    return `"${content}`;
  }

  /** Without its end it may not lose its quote; a bad escape is inside. */
  #brokenString(piece: string): string {
    const isClosed = piece.length > 1 && piece.endsWith(piece.charAt(0));
    return isClosed ? `"${withoutQuotes(piece)}` : piece;
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
