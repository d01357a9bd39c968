// Parser of regular expressions as in Go's package regexp/syntax, Perl flags on (validation.md E1–E10).

import { parseBracket } from './bracket.ts';
import { fail, parseClassEscape, parseRuneEscape, type SyntaxFailure } from './escape.ts';
import { type LimitError, MAX_REPEAT } from './limits.ts';
import { RuneSet } from './rune-set.ts';
import { ParseStack } from './stack.ts';
import { FLAG, type Flags, type Node } from './tree.ts';

export type ParsedRegexp = { readonly ok: true; readonly tree: Node } | SyntaxFailure;

/** The parse tree of the whole pattern, or the first thing that Go would refuse. */
export function parseRegexp(text: string): ParsedRegexp {
  const notUtf8 = text.search(/[\udc80-\udcff]/u);
  if (notUtf8 >= 0) return fail('it is not valid UTF-8', notUtf8, notUtf8 + 1);
  // Other lone surrogates are U+FFFD in the file.
  const pattern = text.toWellFormed();
  const state: State = {
    pattern,
    lastColonBracket: pattern.lastIndexOf(':]'),
    stack: new ParseStack(),
    classes: new Map(),
    at: 0,
    operatorAt: undefined,
  };
  while (state.at < pattern.length) {
    const start = state.at;
    const failure = parseNext(state);
    if (failure !== undefined) return failure;
    if (state.operatorAt !== start) state.operatorAt = undefined;
    const { limitError } = state.stack;
    if (limitError !== undefined) return limitFailure(limitError, pattern);
  }
  return parseEnd(state);
}

interface State {
  readonly pattern: string;
  readonly lastColonBracket: number;
  readonly stack: ParseStack;
  /** The classes in brackets by their text: equal ones are computed once. */
  readonly classes: Map<string, RuneSet>;
  at: number;
  /** Where the repetition operator stands that has just been read. */
  operatorAt: number | undefined;
}

function parseEnd({ pattern, stack }: State): ParsedRegexp {
  const openParenAt = stack.openParenAt;
  const tree = stack.finish();
  if (stack.limitError !== undefined) return limitFailure(stack.limitError, pattern);
  if (tree !== undefined) return { ok: true, tree };
  const at = openParenAt ?? 0;
  return fail('")" is missing for this "("', at, at + 1);
}

function limitFailure(error: LimitError, pattern: string): SyntaxFailure {
  const reason =
    error === 'too-large'
      ? 'it is too large: it would need more than 128 MB'
      : 'it is nested more than 1000 levels deep';
  return fail(reason, 0, pattern.length);
}

/** Reads one token. Sets `at` to its end. */
function parseNext(state: State): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  const character = pattern.charAt(at);
  switch (character) {
    case '(':
      return parseLeftParen(state);
    case ')':
      state.at++;
      if (stack.pushRightParen()) return undefined;
      return fail('")" closes no group; write \\) for the character itself', at, at + 1);
    case '[': {
      stack.allocate();
      const bracket = parseBracket(pattern, at, isFolding(stack), state.lastColonBracket);
      if (!bracket.ok) return bracket;
      state.at = bracket.end;
      stack.pushSet(shared(state, pattern.slice(at, bracket.end), bracket.set));
      return undefined;
    }
    case '*':
    case '+':
    case '?':
      return parseOperator(state, OPERATORS[character], at + 1);
    case '{':
      return parseCountedRepetition(state);
    case '\\':
      return parseEscape(state);
    default:
      pushCharacter(state);
      return undefined;
  }
}

function isFolding(stack: ParseStack): boolean {
  return (stack.flags & FLAG.foldCase) !== 0;
}

function shared({ stack, classes }: State, text: string, set: RuneSet): RuneSet {
  const key = isFolding(stack) ? `${text}/i` : text;
  const earlier = classes.get(key);
  if (earlier === undefined) classes.set(key, set);
  return earlier ?? set;
}

const OPERATORS = { '*': 'star', '+': 'plus', '?': 'quest' } as const;

/** What needs no look at what follows. */
function pushCharacter(state: State): void {
  const { pattern, stack } = state;
  const rune = pattern.codePointAt(state.at) ?? 0;
  state.at += rune > 0xffff ? 2 : 1;
  const oneLine = (stack.flags & FLAG.oneLine) !== 0;
  switch (String.fromCodePoint(rune)) {
    case '|':
      stack.pushVerticalBar();
      break;
    case '^':
      stack.pushNode({ op: oneLine ? 'begin-text' : 'begin-line' });
      break;
    case '$':
      stack.pushNode({ op: oneLine ? 'end-text' : 'end-line' });
      break;
    case '.': {
      const newline = (stack.flags & FLAG.dotNewline) !== 0;
      const set = newline ? RuneSet.ALL : RuneSet.ALL_BUT_NEWLINE;
      stack.pushNode({ op: 'class', set, dot: true, fold: 0 });
      break;
    }
    default:
      stack.pushRune(rune);
  }
}

function parseOperator(
  state: State,
  op: Parameters<ParseStack['repeat']>[0],
  operatorEnd: number,
  min = 0,
  max = 0,
): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  const lazy = pattern.charAt(operatorEnd) === '?';
  const end = lazy ? operatorEnd + 1 : operatorEnd;
  const text = pattern.slice(at, end);
  if (state.operatorAt !== undefined) {
    const both = pattern.slice(state.operatorAt, end);
    return fail(`${both} repeats a repetition; put the first in (?:…)`, state.operatorAt, end);
  }
  const problem = stack.repeat(op, lazy, min, max);
  if (problem === 'nothing') return fail(`${text} has nothing before it to repeat`, at, end);
  if (problem === 'too-often') {
    return fail(`${text} makes more than 1000 copies of what it repeats`, at, end);
  }
  state.operatorAt = at;
  state.at = end;
  return undefined;
}

/** What does not look like this is the character `{`. */
const COUNTS = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;

function parseCountedRepetition(state: State): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  COUNTS.lastIndex = at;
  const counts = COUNTS.exec(pattern);
  if (counts === null) {
    stack.pushRune(0x7b);
    state.at++;
    return undefined;
  }
  const [text, low = '', comma, high] = counts;
  const end = at + text.length;
  const min = Number(low);
  const max = comma === undefined ? min : high === undefined ? -1 : Number(high);
  if (min > MAX_REPEAT || max > MAX_REPEAT) {
    return fail(`${text} is more than the 1000 repetitions that RE2 allows`, at, end);
  }
  if (max >= 0 && min > max)
    return fail(`in ${text} the minimum is greater than the maximum`, at, end);
  return parseOperator(state, 'repeat', end, min, max);
}

function parseEscape(state: State): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  const letter = pattern.charAt(at + 1);
  const assertion = ASSERTIONS.get(letter);
  if (assertion !== undefined) {
    stack.pushNode({ op: assertion });
    state.at += 2;
    return undefined;
  }
  if (letter === 'Q') return parseQuoted(state);
  if (letter === 'C') return fail('\\C, a single byte, is not supported', at, at + 2);
  stack.allocate();
  const set = parseClassEscape(pattern, at, isFolding(stack));
  if (set !== undefined) {
    if (!set.ok) return set;
    stack.pushSet(set.set);
    state.at = set.end;
    return undefined;
  }
  stack.release();
  const escaped = parseRuneEscape(pattern, at);
  if (!escaped.ok) return escaped;
  stack.pushRune(escaped.rune);
  state.at = escaped.end;
  return undefined;
}

const ASSERTIONS = new Map([
  ['A', 'begin-text'],
  ['z', 'end-text'],
  ['b', 'word-boundary'],
  ['B', 'no-word-boundary'],
] as const) as ReadonlyMap<
  string,
  'begin-text' | 'end-text' | 'word-boundary' | 'no-word-boundary'
>;

/** `\Q…\E`: all between is literal. Without a `\E` it goes to the end of the pattern. */
function parseQuoted(state: State): undefined {
  const { pattern, stack, at } = state;
  const close = pattern.indexOf('\\E', at + 2);
  const quoted = pattern.slice(at + 2, close < 0 ? pattern.length : close);
  for (const character of quoted) stack.pushRune(character.codePointAt(0) ?? 0);
  state.at = close < 0 ? pattern.length : close + 2;
}

function parseLeftParen(state: State): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  if (pattern.charAt(at + 1) !== '?') {
    stack.pushLeftParen(at, true, stack.flags);
    state.at++;
    return undefined;
  }
  const name = /\(\?P?</y;
  name.lastIndex = at;
  const opening = name.exec(pattern)?.[0];
  return opening === undefined ? parseFlags(state) : parseNamedGroup(state, at + opening.length);
}

function parseNamedGroup(state: State, nameAt: number): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  if (/^[=!]$/.test(pattern.charAt(nameAt)) && pattern.charAt(nameAt - 2) === '?') {
    return fail('RE2 has no look-behind', at, nameAt + 1);
  }
  const close = pattern.indexOf('>', nameAt);
  if (close < 0) return fail('the name of the group has no ">" after it', at, pattern.length);
  if (!/^[0-9A-Za-z_]+$/.test(pattern.slice(nameAt, close))) {
    return fail('the name of a group should be letters, digits and "_"', at, close + 1);
  }
  stack.pushLeftParen(at, true, stack.flags);
  state.at = close + 1;
  return undefined;
}

const FLAG_GROUP = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;

/** `(?i)`, which holds to the end of the group around it, or `(?i:…)`. */
function parseFlags(state: State): SyntaxFailure | undefined {
  const { pattern, stack, at } = state;
  FLAG_GROUP.lastIndex = at;
  const [text, on = '', off = '', end] = FLAG_GROUP.exec(pattern) ?? [];
  if (text === undefined) return flagFailure(pattern, at);
  const flags = withFlags(withFlags(stack.flags, on, true), off, false);
  if (end === ':') stack.pushLeftParen(at, false, flags);
  else stack.flags = flags;
  state.at += text.length;
  return undefined;
}

function withFlags(flags: Flags, letters: string, on: boolean): Flags {
  let result = flags;
  for (const letter of letters) {
    const bit = FLAG_LETTERS.get(letter) ?? 0;
    // (?m) is the one flag that switches a bit off.
    result = on === (letter !== 'm') ? result | bit : result & ~bit;
  }
  return result;
}

const FLAG_LETTERS: ReadonlyMap<string, Flags> = new Map([
  ['i', FLAG.foldCase],
  ['m', FLAG.oneLine],
  ['s', FLAG.dotNewline],
  ['U', FLAG.nonGreedy],
]);

function flagFailure(pattern: string, at: number): SyntaxFailure {
  const opening = /[imsU-]*/y;
  opening.lastIndex = at + 2;
  opening.test(pattern);
  const rune = pattern.codePointAt(opening.lastIndex);
  const letter = rune === undefined ? '' : String.fromCodePoint(rune);
  const end = opening.lastIndex + letter.length;
  if (letter === '=' || letter === '!') return fail('RE2 has no look-ahead', at, end);
  if (letter === '') return fail('")" is missing for this "("', at, end);
  return fail(
    `${pattern.slice(at, end)} is not a group that RE2 knows; the flags are i, m, s and U`,
    at,
    end,
  );
}
