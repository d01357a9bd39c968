// A text as it is being parsed: its tokens, and what was found wrong up to the current one.

import type { Source } from '../text/source.ts';
import { code } from '../text/wording.ts';
import { ErrorLog } from './error-log.ts';
import { Lexer } from './lexer.ts';
import type { MendedString } from './mending/mend.ts';
import type { MissingNode } from './tree.ts';

export class Reading {
  readonly lexer: Lexer;
  readonly errors: ErrorLog;
  readonly #source: Source;

  /** @param mended as for Lexer */
  constructor(source: Source, mended: readonly MendedString[]) {
    const errors = new ErrorLog();
    this.#source = source;
    this.errors = errors;
    this.lexer = new Lexer(source.text, (error) => errors.lexical(error), mended);
  }

  /** The current token in a sentence. */
  shownToken(): string {
    return code(this.#source.slice(this.lexer));
  }

  /** Where the service stands when it runs into the end: still at the last token, or at the next entry. */
  endOfText(): number {
    return this.#source.continues ? this.#source.text.length : this.lexer.previous;
  }

  /**
   * What the current token is in place of a value.
   *
   * @param lexicalErrors how many there were before the field or list
   */
  missingValue(lexicalErrors: number): MissingNode {
    const { kind, start, end } = this.lexer;
    const atEnd = kind === 'end';
    const broken = this.errors.lexicalErrors > lexicalErrors;
    return { kind: 'missing', start: atEnd ? this.endOfText() : start, end, atEnd, broken };
  }
}
