// Errors of one text as the parser comes upon them.

import type { Span } from '../text/span.ts';
import type { LexicalError } from './lexer.ts';
import { MAX_TEXT_ERRORS, type TextError, type TextErrorCode } from './tree.ts';

export class ErrorLog {
  /**
   * The first brace that was found to be missing or too many. Of later ones nothing is said: they may follow
   * from it.
   */
  imbalance: TextError | undefined = undefined;
  /** A name in brackets is being read, which is one mistake together with the bad tokens in it. */
  inBrackets = false;
  /** How many bad tokens there were so far. */
  lexicalErrors = 0;
  readonly #errors: TextError[] = [];

  /** No more errors are told. */
  get isFull(): boolean {
    return this.#errors.length >= MAX_TEXT_ERRORS;
  }

  /** @param raisedAt as in TextError */
  report(
    code: TextErrorCode,
    message: string,
    { start, end }: Span,
    raisedAt: number = start,
  ): TextError {
    return this.#add({ code, message, start, end, raisedAt });
  }

  /** Reports a mistake that the service calls `verdict`, which tells less than its code does. @param raisedAt as in TextError */
  reportAs(
    verdict: TextErrorCode,
    code: TextErrorCode,
    message: string,
    { start, end }: Span,
    raisedAt: number = start,
  ): TextError {
    return this.#add({ code, verdict, message, start, end, raisedAt });
  }

  /** Reports a brace, which for the service is a field that it does not know. @param raisedAt as in TextError */
  brace(code: TextErrorCode, message: string, span: Span, raisedAt?: number): TextError {
    return this.reportAs('textproto-unknown-field', code, message, span, raisedAt);
  }

  #add(error: TextError): TextError {
    if (!this.isFull) this.#errors.push(error);
    return error;
  }

  /** Takes what the lexer says of a token. */
  lexical(error: LexicalError): void {
    this.lexicalErrors++;
    if (this.isFull) return;
    const code = this.inBrackets ? 'textproto-extension' : error.code;
    this.report(code, error.message, error, error.at);
  }

  /** All of them, in the order that Parse wants. */
  inOrder(): readonly TextError[] {
    if (this.#errors.length > 1) this.#errors.sort((a, b) => a.raisedAt - b.raisedAt);
    return this.#errors;
  }
}
