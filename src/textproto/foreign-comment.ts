// Comments of other languages, `//` and `/*` (spec textformat.md T2).

import type { Reading } from './reading.ts';

/** Reports and skips one. False if the current token, which is `/`, starts none. */
export function skipForeignComment({ lexer, errors }: Reading): boolean {
  const { text, start } = lexer;
  const opener = text.slice(start, start + 2);
  if (opener !== '//' && opener !== '/*') return false;
  const message = `A comment starts with \`#\`, not with \`${opener}\`.`;
  errors.report('textproto-unknown-field', message, { start, end: start + 2 });
  lexer.advanceFrom(opener === '//' ? lineEnd(text, start) : blockEnd(text, start));
  return true;
}

function lineEnd(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  return lf < 0 ? text.length : lf;
}

/**
 * After the comment or, if it goes on, at the end of the line. Looks no further than that: a line may be as long
 * as the text and hold nothing but comments.
 */
function blockEnd(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '\n') {
    if (text.startsWith('*/', i)) return i + 2;
    i++;
  }
  return i;
}
