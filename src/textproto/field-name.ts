// The name of a field, and the mistakes in its place.

import { readExtensionName } from './extension-name.ts';
import { skipForeignComment } from './foreign-comment.ts';
import type { Reading } from './reading.ts';
import { readString } from './string-pieces.ts';
import { COLON, OPEN_BRACKET, SLASH } from './symbols.ts';
import type { NameNode } from './tree.ts';

/** Reads a name, or skips and reports what cannot be one: then there is no field, and the result is undefined. */
export function readFieldName(reading: Reading): NameNode | undefined {
  const { lexer, errors } = reading;
  const { start, end } = lexer;
  if (lexer.kind === 'word') {
    lexer.advance();
    return { kind: 'word', start, end };
  }
  if (lexer.symbol === OPEN_BRACKET) return readExtensionName(reading);
  if (lexer.kind === 'string') return readQuotedName(reading);
  if (lexer.symbol === SLASH && skipForeignComment(reading)) return undefined;
  if (!errors.isFull) {
    const message = `${reading.shownToken()} is not allowed here: a field name is expected.`;
    errors.report('textproto-unknown-field', message, lexer);
  }
  // With what it seems to introduce, which has no name either.
  if (lexer.symbol === COLON) return { kind: 'other', start, end: start };
  lexer.advance();
  return undefined;
}

function readQuotedName({ lexer, errors }: Reading): NameNode {
  // After something that is not a token, it is the rest of a value.
  const reported = lexer.unexpectedAt >= 0;
  const { start, end, broken } = readString(lexer);
  const message = 'A field name is written without quotes: remove them.';
  if (!broken && !reported) errors.report('textproto-unknown-field', message, { start, end });
  return { kind: 'other', start, end };
}
