// Names in brackets: extensions and type URLs (spec textformat.md 2.8).

import type { Reading } from './reading.ts';
import { CLOSE_BRACKET } from './symbols.ts';
import type { NameNode } from './tree.ts';

/**
 * T39: the schema has neither extensions nor Any, so every bracketed name is an error. The service takes
 * whatever it finds up to `]` for a name; we stop at the end of the line. The current token is `[`.
 */
export function readExtensionName({ lexer, errors }: Reading): NameNode {
  const { start } = lexer;
  let { end } = lexer;
  lexer.advance();
  const raisedAt = lexer.kind === 'end' || lexer.firstOnLine ? start : lexer.start;
  errors.inBrackets = true;
  while (lexer.kind !== 'end' && lexer.symbol !== CLOSE_BRACKET && !lexer.firstOnLine) {
    end = lexer.end;
    lexer.advance();
  }
  errors.inBrackets = false;
  if (lexer.symbol !== CLOSE_BRACKET) {
    const message =
      'A list needs a field name and `:` before it, and this bracket is never closed: remove it.';
    errors.report('textproto-extension', message, { start, end }, raisedAt);
    return { kind: 'other', start, end };
  }
  const name = { start, end: lexer.end };
  const message =
    'A name in brackets is an extension, and the scheduler config has none: remove this field.';
  errors.report('textproto-extension', message, name, lexer.start);
  lexer.advance();
  return { kind: 'extension', ...name };
}
