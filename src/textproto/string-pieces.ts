// Strings next to each other, which are one value (spec textformat.md T8).

import type { Span } from '../text/span.ts';
import type { Lexer } from './lexer.ts';
import type { StringNode } from './tree.ts';

/** Reads all pieces of a string. The current token is the first one. */
export function readString(lexer: Lexer): StringNode {
  const { start } = lexer;
  let { end, broken } = lexer;
  const pieces: Span[] = [lexer.piece];
  lexer.advance();
  while (lexer.kind === 'string' && lexer.unexpectedAt < 0) {
    end = lexer.end;
    broken ||= lexer.broken;
    pieces.push(lexer.piece);
    // The service counts the pieces as one token.
    lexer.advance(broken ? lexer.start : start);
  }
  return { kind: 'string', start, end, pieces, broken };
}
