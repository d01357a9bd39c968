// Messages and lists in so many others that no tree is built of them.

import type { Lexer } from './lexer.ts';
import { CLOSE_BRACKET, isCloser, isOpener, OPEN_BRACKET } from './symbols.ts';
import type { MessageNode } from './tree.ts';

/** What is nested deeper than this is matched bracket by bracket: descent must not exhaust the stack. */
export const MAX_DEPTH = 100;

/** Skips a message or list, whatever is in it. The current token is its opener. */
export function skipNested(lexer: Lexer): MessageNode {
  const { start } = lexer;
  let open = 1;
  lexer.advance();
  while (lexer.kind !== 'end') {
    const { symbol } = lexer;
    if (isOpener(symbol) || symbol === OPEN_BRACKET) open++;
    if (isCloser(symbol) || symbol === CLOSE_BRACKET) open--;
    if (open === 0) break;
    lexer.advance();
  }
  const close = lexer.kind === 'end' ? -1 : lexer.start;
  const { end } = lexer;
  if (close >= 0) lexer.advance();
  return { kind: 'message', start, end, open: start, close, fields: [] };
}
