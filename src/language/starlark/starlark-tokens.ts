// Tokens of Starlark, as far as names and strings go. Whatever the text is, there are tokens for it.

import type { Span } from '../../text/span.ts';

export interface StarlarkToken extends Span {
  /** `line`: the end of a line outside of brackets; `other`: an operator, a bracket, a number, a stray character. */
  readonly kind: 'string' | 'name' | 'line' | 'other';
  /** Of a string its value, of anything else its text. */
  readonly text: string;
}

/** What may come next, sticky: comments and blanks, the ends of lines, strings with their prefix, names, numbers. */
const BLANK = /(?:[ \t\r\f]|\\\r?\n|#[^\n]*)+/y;
const STRING = /[rbRB]{0,2}("""|'''|"|')/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /\d[\w.]*/y;
const OPERATOR = /[=!<>+\-*/%|&^]=|\/\/=?|\*\*|<<|>>|[\s\S]/y;

/** In order, in time linear in the text. */
export function starlarkTokens(text: string): readonly StarlarkToken[] {
  const tokens: StarlarkToken[] = [];
  let at = 0;
  let depth = 0;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  while (at < text.length) {
    const blank = match(BLANK);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const start = at;
    const opened = match(STRING);
    if (opened) {
      const { end, value } = stringAt(text, start, opened);
      at = end;
      tokens.push({ kind: 'string', text: value, start, end });
      continue;
    }
    const name = match(NAME);
    const [piece = ''] = name ?? match(NUMBER) ?? match(OPERATOR) ?? [];
    at += piece.length;
    if ('([{'.includes(piece)) depth++;
    if (')]}'.includes(piece)) depth = Math.max(0, depth - 1);
    if (piece === '\n' && depth > 0) continue;
    const kind = name ? 'name' : piece === '\n' ? 'line' : 'other';
    tokens.push({ kind, text: piece, start, end: at });
  }
  return tokens;
}

/** Of a string that nobody closes, the end is that of its line, or of the text if it may have several lines. */
function stringAt(
  text: string,
  start: number,
  [opener, quote = '']: RegExpExecArray,
): { readonly end: number; readonly value: string } {
  const begin = start + opener.length;
  const isLong = quote.length === 3;
  let at = begin;
  while (at < text.length && !text.startsWith(quote, at)) {
    if (text[at] === '\n' && !isLong) return { end: at, value: text.slice(begin, at) };
    at += text[at] === '\\' ? 2 : 1;
  }
  const content = text.slice(begin, Math.min(at, text.length));
  const isRaw = /r/i.test(opener.slice(0, -quote.length));
  return {
    end: Math.min(at + quote.length, text.length),
    value: isRaw ? content : unescaped(content),
  };
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' },
  '\n': '',
};

/** The Starlark specification, "String literals". An escape that it has not stands for itself. */
function unescaped(content: string): string {
  if (!content.includes('\\')) return content;
  return content.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole, x?: string, u?: string, long?: string, octal?: string, other = '') => {
      const hex = x ?? u ?? long;
      const code = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : undefined;
      if (code !== undefined) return code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
      return ESCAPES[other] ?? (/["'\\]/.test(other) ? other : whole);
    },
  );
}
