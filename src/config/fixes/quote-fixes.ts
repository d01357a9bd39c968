// Fixes of strings: quotes that are missing, and escapes that do not exist.

import { code } from '../../text/wording.ts';
import type { FixCandidate } from './fix.ts';
import type { FixFamily } from './fix-request.ts';

/** The closing quote at the end of the line, or before what looks like the text format again. */
export const fixUnmatchedQuote: FixFamily = ({ source, span }) => {
  const { text } = source;
  const quote = text.charAt(span.start);
  if (quote !== '"' && quote !== "'") return [];
  const line = text.slice(span.start, span.end);
  const ends = [
    line.trimEnd().length,
    line.replace(/\s#.*$/, '').trimEnd().length,
    line.replace(/[\s;,\]}>]+$/, '').length,
    line.replace(/\s#.*$/, '').replace(/[\s;,\]}>]+$/, '').length,
  ];
  return [...new Set(ends)].map((length): FixCandidate => {
    const at = span.start + length;
    // A quote of the other kind at the end was meant for it.
    const other = quote === '"' ? "'" : '"';
    const isOther = length > 1 && text[at - 1] === other;
    const start = isOther ? at - 1 : at;
    return {
      title: `Close the string with ${code(quote)}`,
      edits: [{ start, end: at, newText: quote }],
    };
  });
};

/** A backslash is written as two. */
export const fixEscape: FixFamily = ({ source, span }) => {
  const found = source.slice(span);
  if (!found.startsWith('\\')) return [];
  return [
    {
      title: `Write the backslash twice: ${code(`\\${found}`)}`,
      edits: [{ start: span.start, end: span.start, newText: '\\' }],
    },
  ];
};
