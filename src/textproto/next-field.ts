// The name of the next field, told from a value.

import { type Lexer, skipBlanksAndComments } from './lexer.ts';
import { COLON, isOpener } from './symbols.ts';

/**
 * The current word, which stands where a value should, is the name of the next field: the value is missing.
 *
 * @param isAwaited a `:` has announced the value, which may then be in a line of its own
 */
export function isNextField(lexer: Lexer, isAwaited: boolean): boolean {
  const { text, start, end } = lexer;
  const next = text.charCodeAt(skipBlanksAndComments(text, end));
  if (next === COLON || isOpener(next)) return !isLiteral(text.slice(start, end));
  return !isAwaited && lexer.firstOnLine;
}

/** What can only be a value, not a field's name: numbers, booleans, names of enum values. */
function isLiteral(word: string): boolean {
  return /^(?:[^a-z_].*|t|f|true|false|(?:inf|infinity|nan)f?)$/.test(word);
}
