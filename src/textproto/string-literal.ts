// Quoted strings: escapes, their errors, and the way back from a value to its source
// (spec textformat.md 2.4).
//
// Values are JS strings in which a byte that is not part of valid UTF-8 is the lone surrogate
// U+DC00 + byte (0x80–0xFF), see ../golang/utf8.ts.

import { decodeUtf8, encodeUtf8 } from '../golang/utf8.ts';
import type { Span } from '../text/span.ts';
import type { TextErrorCode } from './tree.ts';

const BACKSLASH = 92;
const BAD_UTF8 = 'This is not valid UTF-8, but a string with escapes has to be.';

interface StringError extends Span {
  readonly code: TextErrorCode;
  readonly message: string;
}

/** One escape sequence: its length in the source, and what it stands for or what is wrong with it. */
type Escape =
  | { readonly length: number; readonly value: string }
  | { readonly length: number; readonly problem: string; readonly code?: TextErrorCode };

/** T22: single-character escapes. */
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '?': '?',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

/**
 * The first thing that is wrong inside one quoted piece [start, end) of `text`, quotes included: a bad
 * escape (T26) or, since the piece has a backslash, invalid UTF-8 (T27). Undefined if all is well.
 */
export function findStringError(text: string, start: number, end: number): StringError | undefined {
  const stop = end - 1;
  for (let i = start + 1; i < stop; ) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) {
      const sequence = readEscape(text, i, stop);
      if ('problem' in sequence) {
        const { problem, code = 'textproto-bad-escape', length } = sequence;
        return { code, message: problem, start: i, end: i + length };
      }
      i += sequence.length;
    } else if (isLoneByte(text, i)) {
      return {
        code: 'textproto-bad-utf8',
        message: BAD_UTF8,
        start: i,
        end: i + 1,
      };
    } else {
      i++;
    }
  }
  return undefined;
}

/**
 * The value of adjacent quoted pieces of `text`, joined (T8). The pieces must be free of errors.
 */
export function decodeString(text: string, pieces: readonly Span[]): string {
  const [first] = pieces;
  if (first && pieces.length === 1) {
    const raw = text.slice(first.start + 1, first.end - 1);
    if (!raw.includes('\\')) return raw;
  }
  let value = '';
  for (const piece of pieces) {
    const raw = text.slice(piece.start + 1, piece.end - 1);
    let from = 0;
    for (let i = raw.indexOf('\\'); i >= 0; i = raw.indexOf('\\', from)) {
      const sequence = readEscape(raw, i, raw.length);
      value += raw.slice(from, i);
      if ('value' in sequence) value += sequence.value;
      from = i + sequence.length;
    }
    value += from === 0 ? raw : raw.slice(from);
  }
  // Bytes written as escapes, or in pieces of their own, may form characters only together: "\303\244" is one ä.
  return value.isWellFormed() ? value : decodeUtf8(encodeUtf8(value));
}

/**
 * The source offset of the character at `index` of the decoded value (for `index` = length: of the closing
 * quote of the last piece). Values with escaped bytes beyond ASCII map approximately.
 */
export function sourceOffset(text: string, pieces: readonly Span[], index: number): number {
  let left = index;
  for (const [n, piece] of pieces.entries()) {
    const stop = piece.end - 1;
    let i = piece.start + 1;
    while (i < stop) {
      if (left <= 0) return i;
      if (text.charCodeAt(i) === BACKSLASH) {
        const sequence = readEscape(text, i, stop);
        i += sequence.length;
        left -= 'value' in sequence ? sequence.value.length : 1;
      } else {
        i++;
        left--;
      }
    }
    if (left <= 0 && n === pieces.length - 1) return stop;
  }
  return Math.max(0, (pieces.at(-1)?.end ?? 1) - 1);
}

/** Reads the escape sequence at `text[at]` (a backslash), which may use characters before `stop` only. */
function readEscape(text: string, at: number, stop: number): Escape {
  const letter = text[at + 1] ?? '';
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { length: 2, value: simple };
  if (letter >= '0' && letter <= '7') return octalEscape(text, at, stop);
  if (letter === 'x' || letter === 'X') return hexEscape(text, at, stop, 2);
  if (letter === 'u') return hexEscape(text, at, stop, 4);
  if (letter === 'U') return hexEscape(text, at, stop, 8);
  return unknownEscape(text, at);
}

/** T23: exactly three digits, at most 377. */
function octalEscape(text: string, at: number, stop: number): Escape {
  const digits = text.slice(at + 1, Math.min(at + 4, stop));
  if (!/^[0-7]{3}$/.test(digits)) {
    const length = 1 + (/^[0-7]*/.exec(digits)?.[0].length ?? 0);
    return {
      length,
      problem: `An octal escape needs exactly three digits from 0 to 7, such as \`\\0${digits[0]}0\`.`,
    };
  }
  const byte = Number.parseInt(digits, 8);
  if (byte > 255)
    return {
      length: 4,
      problem: `\`\\${digits}\` is more than one byte: the largest is \`\\377\`.`,
    };
  return { length: 4, value: byteCharacter(byte) };
}

/** T24, T25: exactly `count` digits; a byte for two, else a code point. */
function hexEscape(text: string, at: number, stop: number, count: 2 | 4 | 8): Escape {
  const letter = text[at + 1];
  const digits = text.slice(at + 2, Math.min(at + 2 + count, stop));
  const good = /^[0-9a-fA-F]*/.exec(digits)?.[0].length ?? 0;
  if (good < count) {
    return {
      length: 2 + good,
      problem: `\`\\${letter}\` needs exactly ${count} hexadecimal digits.`,
    };
  }
  const code = Number.parseInt(digits, 16);
  const length = 2 + count;
  if (count === 2) return { length, value: byteCharacter(code) };
  if (code > 0x10ffff) return { length, problem: `There is no character U+${digits}.` };
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return { length, value: surrogate ? '\ufffd' : String.fromCodePoint(code) };
}

function unknownEscape(text: string, at: number): Escape {
  const char = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  if (char === '\n' || char === '\r') {
    return {
      length: 1,
      problem:
        'A string cannot continue on the next line: close it here and open another one there.',
    };
  }
  const length = 1 + char.length;
  if (isLoneByte(text, at + 1)) return { length, problem: BAD_UTF8, code: 'textproto-bad-utf8' };
  return {
    length,
    problem: `There is no escape \`\\${char}\`. Write a backslash itself twice: \`\\\\${char}\`.`,
  };
}

function byteCharacter(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte);
}

/** True if `text[i]` stands for a byte that is not valid UTF-8. */
function isLoneByte(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  if (c < 0xdc80 || c > 0xdcff) return false;
  const before = text.charCodeAt(i - 1);
  return !(before >= 0xd800 && before <= 0xdbff);
}
