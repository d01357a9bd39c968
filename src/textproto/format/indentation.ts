// Indentation of each line as the layout has it (format.md R1, R18, R35, R38), read from tokens alone: so it can be told
// of a text that is not well formed yet.

import { Lexer } from '../lexer.ts';
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  GREATER,
  isCloser,
  isOpener,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../symbols.ts';
import { beginsRange, endsRange } from './switched-off.ts';

export interface IndentedLine {
  /** Offset at which the line starts. */
  readonly start: number;
  /** What it begins with: blanks. */
  readonly indentation: string;
  /** How many times two spaces it is to be. */
  readonly depth: number;
  /** There is nothing else in it. */
  readonly isBlank: boolean;
  /** It is in a range that is switched off: its indentation is free (format.md 3.3). */
  readonly isFree: boolean;
}

/**
 * All lines of a text, in order.
 * @param text begins outside of all blocks
 * @param onBlock told the offsets of opener and closer of each block and list that ends
 */
export function indentedLines(
  text: string,
  onBlock: (open: number, close: number) => void = () => {},
): readonly IndentedLine[] {
  return new Indentation(text, onBlock).lines();
}

class Indentation {
  readonly #text: string;
  readonly #onBlock: (open: number, close: number) => void;
  readonly #lines: IndentedLine[] = [];
  /** Of the blocks and lists that are open. */
  readonly #open: { readonly symbol: number; readonly start: number }[] = [];
  /** A colon or a string came last: a string would go on with the value. */
  #isInValue = false;
  #isFree = false;

  constructor(text: string, onBlock: (open: number, close: number) => void) {
    this.#text = text;
    this.#onBlock = onBlock;
  }

  lines(): readonly IndentedLine[] {
    const lexer = new Lexer(this.#text, () => {});
    let end = 0;
    for (;;) {
      const isAtValue = this.#isInValue && this.#continues(lexer);
      this.#gap(end, lexer.start, isAtValue);
      if (lexer.kind === 'end') break;
      if (lexer.firstOnLine) this.#token(lexer, isAtValue);
      this.#take(lexer);
      end = lexer.end;
      lexer.advance();
    }
    return this.#lines;
  }

  /** The token goes on with a value, of which a colon or a string came before it. */
  #continues({ kind, text, end }: Lexer): boolean {
    if (this.#open.at(-1)?.symbol === OPEN_BRACKET) return false;
    return (
      kind === 'string' || (kind === 'word' && !/^[ \t]*[:{<]/.test(text.slice(end, end + 80)))
    );
  }

  /** Comments and blank lines before a token. */
  #gap(from: number, to: number, isAtValue: boolean): void {
    let lf = from === 0 ? -1 : this.#text.indexOf('\n', from);
    if (from > 0 && (lf < 0 || lf >= to)) return;
    while (lf < to) {
      const start = lf + 1;
      const next = this.#text.indexOf('\n', start);
      // The last line is that of the token, or of the end of the text.
      const isLast = next < 0 || next >= to;
      if (isLast && to < this.#text.length) return;
      const line = this.#text.slice(start, isLast ? to : next);
      const indentation = blanksOf(line);
      const comment = line.slice(indentation.length);
      if (beginsRange(comment)) this.#isFree = true;
      this.#add(start, indentation, this.#depth(isAtValue), comment.trim() === '');
      if (endsRange(comment)) this.#isFree = false;
      if (isLast) return;
      lf = next;
    }
  }

  #token({ lineStart, start, symbol }: Lexer, isAtValue: boolean): void {
    const isClosing = isCloser(symbol) || symbol === CLOSE_BRACKET;
    const depth = this.#depth(isAtValue) - (isClosing ? 1 : 0);
    const indentation = blanksOf(this.#text.slice(lineStart, start));
    this.#add(lineStart, indentation, Math.max(0, depth), false);
  }

  #depth(isAtValue: boolean): number {
    return this.#open.length + (isAtValue ? 1 : 0);
  }

  #add(start: number, indentation: string, depth: number, isBlank: boolean): void {
    this.#lines.push({ start, indentation, depth, isBlank, isFree: this.#isFree });
  }

  #take({ kind, symbol, start }: Lexer): void {
    this.#isInValue = kind === 'string' || symbol === COLON;
    if (isOpener(symbol) || symbol === OPEN_BRACKET) this.#open.push({ symbol, start });
    if (!isCloser(symbol) && symbol !== CLOSE_BRACKET) return;
    const last = this.#open.at(-1);
    if (!last) return;
    this.#open.pop();
    if (CLOSERS.get(last.symbol) === symbol) this.#onBlock(last.start, start);
  }
}

/** Not what cannot be a token, though it stands before the first one. */
function blanksOf(text: string): string {
  return /^[ \t]*/.exec(text)?.[0] ?? '';
}

const CLOSERS: ReadonlyMap<number, number> = new Map([
  [OPEN_BRACE, CLOSE_BRACE],
  [LESS, GREATER],
  [OPEN_BRACKET, CLOSE_BRACKET],
]);
