// Escapes: a backslash and what follows it, in and outside of brackets (validation.md E6–E8).

import type { Span } from '../../text/span.ts';
import { RuneSet } from './rune-set.ts';
import { foldedSet, unicodeClass } from './unicode.ts';

export interface SyntaxFailure {
  readonly ok: false;
  /** For the middle of a sentence: no capital, no full stop. */
  readonly reason: string;
  /** The offending part of the pattern. */
  readonly span: Span;
}

export type EscapedRune =
  | { readonly ok: true; readonly rune: number; readonly end: number }
  | SyntaxFailure;

export type EscapedClass =
  | { readonly ok: true; readonly set: RuneSet; readonly end: number }
  | SyntaxFailure;

/** The escape at `at`, where a backslash stands, as one rune. */
export function parseRuneEscape(pattern: string, at: number): EscapedRune {
  const code = pattern.codePointAt(at + 1);
  if (code === undefined) return fail('it ends with a backslash that escapes nothing', at, at + 1);
  const letter = String.fromCodePoint(code);
  const end = at + 1 + letter.length;
  const control = CONTROLS.get(letter);
  if (control !== undefined) return { ok: true, rune: control, end };
  if (letter === 'x') return parseHex(pattern, at);
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(pattern)?.[0];
  if (octal !== undefined) {
    return { ok: true, rune: Number.parseInt(octal, 8), end: at + 1 + octal.length };
  }
  if (code < 0x80 && !/[0-9A-Za-z]/.test(letter)) return { ok: true, rune: code, end };
  const text = pattern.slice(at, end);
  if (/[1-9]/.test(letter))
    return fail(`${text} is a back-reference, which RE2 does not have`, at, end);
  return fail(`${text} is not an escape that RE2 knows`, at, end);
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** `\1` alone would be a back-reference. */
const OCTAL = /0[0-7]{0,2}|[1-7][0-7]{1,2}/y;

const HEX = /x(?:([0-9A-Fa-f]{2})|\{0*([0-9A-Fa-f]{1,6})\}|\{0+\})/y;

function parseHex(pattern: string, at: number): EscapedRune {
  HEX.lastIndex = at + 1;
  const [text, two, braced] = HEX.exec(pattern) ?? [];
  if (text === undefined) {
    return fail('\\x should be followed by two hex digits, or by hex digits in braces', at, at + 2);
  }
  const end = at + 1 + text.length;
  const rune = Number.parseInt(two ?? braced ?? '0', 16);
  if (rune <= 0x10ffff) return { ok: true, rune, end };
  return fail(`${pattern.slice(at, end)} is above the last code point, 10FFFF`, at, end);
}

/**
 * The escape at `at`, where a backslash stands, as a set of runes.
 * @param fold whether (?i) holds
 * @returns undefined if the escape is none of a set
 */
export function parseClassEscape(
  pattern: string,
  at: number,
  fold: boolean,
): EscapedClass | undefined {
  const letter = pattern.charAt(at + 1);
  if (letter === 'p' || letter === 'P') return parseUnicodeClass(pattern, at, fold);
  const group = PERL_CLASSES.get(letter.toLowerCase());
  if (group === undefined) return undefined;
  const positive = fold ? foldedSet(group) : group;
  const set = letter === letter.toLowerCase() ? positive : positive.complement();
  return { ok: true, set, end: at + 2 };
}

/** They are sets of ASCII. */
const PERL_CLASSES: ReadonlyMap<string, RuneSet> = new Map([
  ['d', RuneSet.of([0x30, 0x39])],
  ['s', RuneSet.of([0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x20])],
  ['w', RuneSet.of([0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a])],
]);

function parseUnicodeClass(pattern: string, at: number, fold: boolean): EscapedClass {
  const rune = pattern.codePointAt(at + 2);
  const braced = pattern.charAt(at + 2) === '{';
  const close = braced ? pattern.indexOf('}', at) : -1;
  if (braced && close < 0) return fail('"}" is missing', at, pattern.length);
  const single = rune === undefined ? '' : String.fromCodePoint(rune);
  const end = braced ? close + 1 : at + 2 + single.length;
  const inside = braced ? pattern.slice(at + 3, close) : single;
  const inverted = inside.startsWith('^');
  const name = inverted ? inside.slice(1) : inside;
  const positive = unicodeClass(name, fold);
  if (positive === undefined) {
    return fail(
      `${pattern.slice(at, end)} is not a Unicode category or script that Go knows`,
      at,
      end,
    );
  }
  const negated = (pattern.charAt(at + 1) === 'P') !== inverted;
  return { ok: true, set: negated ? positive.complement() : positive, end };
}

export function fail(reason: string, start: number, end: number): SyntaxFailure {
  return { ok: false, reason, span: { start, end } };
}
