// Classes in brackets, such as [a-z\d[:punct:]] (validation.md E9).

import { fail, parseClassEscape, parseRuneEscape, type SyntaxFailure } from './escape.ts';
import { RuneSet } from './rune-set.ts';
import { foldedRange, foldedSet } from './unicode.ts';

type Bracket = { readonly ok: true; readonly set: RuneSet; readonly end: number } | SyntaxFailure;

/**
 * The class at `at`, where a `[` stands.
 * @param fold whether (?i) holds
 * @param lastColonBracket where the last `:]` of the pattern is, -1 if there is none: a search for it
 *   from each of many brackets would take quadratic time
 */
export function parseBracket(
  pattern: string,
  at: number,
  fold: boolean,
  lastColonBracket: number,
): Bracket {
  const negated = pattern.charAt(at + 1) === '^';
  const first = at + (negated ? 2 : 1);
  const items: RuneSet[] = [];
  let next = first;
  while (next === first || pattern.charAt(next) !== ']') {
    if (next >= pattern.length) return fail('"]" is missing', at, pattern.length);
    const item = parseItem(pattern, next, fold, lastColonBracket);
    if (!item.ok) return item;
    items.push(item.set);
    next = item.end;
  }
  const set = RuneSet.union(items);
  return { ok: true, set: negated ? set.complement() : set, end: next + 1 };
}

function parseItem(pattern: string, at: number, fold: boolean, lastColonBracket: number): Bracket {
  // Without a `:]` the `[` stands for itself.
  if (pattern.startsWith('[:', at) && at + 2 <= lastColonBracket) {
    return parseNamedClass(pattern, at, fold);
  }
  if (pattern.charAt(at) === '\\') {
    const escaped = parseClassEscape(pattern, at, fold);
    if (escaped !== undefined) return escaped;
  }
  return parseRange(pattern, at, fold);
}

/** A single character or, with a hyphen, a range. A hyphen before the `]` stands for itself. */
function parseRange(pattern: string, at: number, fold: boolean): Bracket {
  const low = parseCharacter(pattern, at);
  if (!low.ok) return low;
  let high = low;
  if (pattern.charAt(low.end) === '-' && !/^\]?$/.test(pattern.charAt(low.end + 1))) {
    const character = parseCharacter(pattern, low.end + 1);
    if (!character.ok) return character;
    high = character;
  }
  if (high.rune < low.rune) {
    const text = pattern.slice(at, high.end);
    return fail(`the range ${text} is reversed: its end comes before its start`, at, high.end);
  }
  const range = fold ? foldedRange : RuneSet.range;
  return { ok: true, set: range(low.rune, high.rune), end: high.end };
}

function parseCharacter(pattern: string, at: number): ReturnType<typeof parseRuneEscape> {
  if (pattern.charAt(at) === '\\') return parseRuneEscape(pattern, at);
  const rune = pattern.codePointAt(at) ?? 0;
  return { ok: true, rune, end: at + (rune > 0xffff ? 2 : 1) };
}

/** `[:alpha:]` and the like. */
function parseNamedClass(pattern: string, at: number, fold: boolean): Bracket {
  const close = pattern.indexOf(':]', at + 2);
  const end = close + 2;
  const negated = pattern.charAt(at + 2) === '^';
  const group = POSIX_CLASSES.get(pattern.slice(at + (negated ? 3 : 2), close));
  if (group === undefined) {
    return fail(`${pattern.slice(at, end)} is not a POSIX class that RE2 knows`, at, end);
  }
  const positive = fold ? foldedSet(group) : group;
  return { ok: true, set: negated ? positive.complement() : positive, end };
}

/** They are sets of ASCII. */
const POSIX_CLASSES: ReadonlyMap<string, RuneSet> = new Map([
  ['alnum', RuneSet.of([0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a])],
  ['alpha', RuneSet.of([0x41, 0x5a, 0x61, 0x7a])],
  ['ascii', RuneSet.of([0x00, 0x7f])],
  ['blank', RuneSet.of([0x09, 0x09, 0x20, 0x20])],
  ['cntrl', RuneSet.of([0x00, 0x1f, 0x7f, 0x7f])],
  ['digit', RuneSet.of([0x30, 0x39])],
  ['graph', RuneSet.of([0x21, 0x7e])],
  ['lower', RuneSet.of([0x61, 0x7a])],
  ['print', RuneSet.of([0x20, 0x7e])],
  ['punct', RuneSet.of([0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e])],
  ['space', RuneSet.of([0x09, 0x0d, 0x20, 0x20])],
  ['upper', RuneSet.of([0x41, 0x5a])],
  ['word', RuneSet.of([0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a])],
  ['xdigit', RuneSet.of([0x30, 0x39, 0x41, 0x46, 0x61, 0x66])],
]);
