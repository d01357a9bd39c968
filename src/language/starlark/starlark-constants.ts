// Values of Starlark expressions that can be told without running anything: strings, constants of the file, and sums.

import type { StarlarkToken } from './starlark-tokens.ts';

/** A sum of strings, and of constants by their names. */
export type StringSum = readonly ({ readonly text: string } | { readonly constant: string })[];

/** Longer values are no names of jobs: doublings of doublings would never end. */
const MAX_LENGTH = 1000;
const MAX_DEPTH = 50;

/**
 * Reads an expression of strings, names, `+` and parentheses.
 * @param from index of its first token
 * @returns the sum, and the index after its last token; undefined for any other expression
 */
export function readStringSum(
  tokens: readonly StarlarkToken[],
  from: number,
): { readonly sum: StringSum; readonly next: number } | undefined {
  const sum: StringSum[number][] = [];
  let depth = 0;
  let next = from;
  for (;;) {
    while (tokens[next]?.text === '(' && tokens[next]?.kind === 'other') {
      depth++;
      next++;
    }
    const term = tokens[next++];
    if (term?.kind === 'string') sum.push({ text: term.text });
    else if (term?.kind === 'name') sum.push({ constant: term.text });
    else return undefined;
    while (depth > 0 && isSymbol(tokens[next], ')')) {
      depth--;
      next++;
    }
    if (!isSymbol(tokens[next], '+')) break;
    next++;
  }
  const end = tokens[next];
  const isEnd =
    end === undefined || end.kind === 'line' || [',', ')', ']', '}', ';'].includes(end.text);
  return depth === 0 && isEnd ? { sum, next } : undefined;
}

function isSymbol(token: StarlarkToken | undefined, text: string): boolean {
  return token?.kind === 'other' && token.text === text;
}

/** The sums that names stand for at the top of a file; a name that is bound twice stands for nothing. */
export function fileConstants(tokens: readonly StarlarkToken[]): ReadonlyMap<string, StringSum> {
  const constants = new Map<string, StringSum>();
  const bound = new Set<string>();
  for (const [i, token] of tokens.entries()) {
    const isFirst = i === 0 || tokens[i - 1]?.kind === 'line';
    if (!isFirst || token.kind !== 'name' || !isSymbol(tokens[i + 1], '=')) continue;
    // What is indented belongs to a function.
    const isIndented = i > 0 && tokens[i - 1]?.end !== token.start;
    if (isIndented) continue;
    const read = readStringSum(tokens, i + 2);
    if (read && !bound.has(token.text)) constants.set(token.text, read.sum);
    else constants.delete(token.text);
    bound.add(token.text);
  }
  return constants;
}

/**
 * A function that tells what a sum comes to: undefined if that takes more than `constants`, or has no end. Each constant
 * is worked out once.
 */
export function sumValues(
  constants: ReadonlyMap<string, StringSum>,
): (sum: StringSum) => string | undefined {
  /** Undefined while, and if, there is none. */
  const values = new Map<string, string | undefined>();
  const valueOfConstant = (name: string, depth: number): string | undefined => {
    if (values.has(name)) return values.get(name);
    values.set(name, undefined);
    const value = evaluate(constants.get(name) ?? [{ constant: name }], depth + 1);
    values.set(name, value);
    return value;
  };
  const evaluate = (sum: StringSum, depth: number): string | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    let value = '';
    for (const piece of sum) {
      const text = 'text' in piece ? piece.text : valueOfConstant(piece.constant, depth);
      if (text === undefined || value.length + text.length > MAX_LENGTH) return undefined;
      value += text;
    }
    return value;
  };
  return (sum) => evaluate(sum, 0);
}
