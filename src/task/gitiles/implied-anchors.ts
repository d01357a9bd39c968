// The anchors that the service adds to patterns by itself and so refuses to see (validation.md 3.6.3, X1 and Y2).

import type { Span } from '../../text/span.ts';

/**
 * What is wrong with a pattern that begins with `^` or ends with `$`; undefined for any other. A plain
 * test of the text, as the service does it: a `$` after a backslash counts.
 */
export function impliedAnchors(
  pattern: string,
): { readonly message: string; readonly span: Span } | undefined {
  const first = pattern.startsWith('^');
  const last = pattern.endsWith('$');
  if (!first && !last) return undefined;
  const span = { start: first ? 0 : pattern.length - 1, end: last ? pattern.length : 1 };
  if (!first && isEscaped(pattern, pattern.length - 1)) {
    return {
      message: '"$" at the end is rejected even after a backslash. Write "[$]" instead.',
      span,
    };
  }
  const anchors = first && last ? '"^" and "$" are' : first ? '"^" is' : '"$" is';
  const them = first && last ? 'them' : 'it';
  return {
    message: `${anchors} implied: a pattern always has to match the whole text. Remove ${them}.`,
    span,
  };
}

/** True after an odd number of backslashes. */
function isEscaped(pattern: string, at: number): boolean {
  let start = at;
  while (pattern[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}
