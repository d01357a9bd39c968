// Unicode classes by name and simple case folding, as in Go's package unicode (validation.md E8).

import { RuneSet } from './rune-set.ts';
import { CATEGORY_ALIASES, CATEGORY_RUNS, FOLD_RUNS, SCRIPT_RANGES } from './unicode-tables.ts';

/**
 * The runes of a general category, a script, a category alias, `Any`, `ASCII` or `Assigned`. Letter
 * case, spaces, `_` and `-` in the name do not matter.
 * @param fold whether to add the runes that equal one of them but for case
 * @returns undefined if Go 1.25 knows no such class
 */
export function unicodeClass(name: string, fold: boolean): RuneSet | undefined {
  const key = looseName(name);
  const cacheKey = fold ? `${key}/i` : key;
  const cached = classes.get(cacheKey);
  if (cached !== undefined) return cached;
  const plain = fold ? unicodeClass(name, false) : readClass(key);
  if (plain === undefined) return undefined;
  // Go has no table of what to add to LC.
  const folds = fold && key !== 'lc' && key !== 'casedletter';
  const set = folds ? foldedSet(plain) : plain;
  classes.set(cacheKey, set);
  return set;
}

/** The set with every rune that equals one of it but for case. */
export function foldedSet(set: RuneSet): RuneSet {
  const most = Math.min(folding().runes.length, set.atMost * LONGEST_ORBIT);
  return RuneSet.later(set.atLeast, set.atMost + most, set.boundsAtMost + 2 * most, () =>
    withFolds(set),
  );
}

/** As `foldedSet`, for the runes from `low` to `high`. */
export function foldedRange(low: number, high: number): RuneSet {
  const { runes } = folding();
  const inside = firstAtLeast(runes, high + 1, 0) - firstAtLeast(runes, low, 0);
  const range = RuneSet.range(low, high);
  if (inside === 0) return range;
  const most = Math.min(runes.length - inside, inside * LONGEST_ORBIT);
  return RuneSet.later(range.atLeast, range.atMost + most, 2 + 2 * most, () => withFolds(range));
}

/** `unicode.SimpleFold`: the next larger rune that equals `rune` but for case, else the smallest. */
export function simpleFold(rune: number): number {
  return folding().next.get(rune) ?? rune;
}

/** `rune` and what equals it but for case, `rune` first. */
export function foldOrbit(rune: number): readonly number[] {
  const orbit = [rune];
  for (let next = simpleFold(rune); next !== rune; next = simpleFold(next)) orbit.push(next);
  return orbit;
}

/** Such as k, K and the Kelvin sign; none has more than four. */
const LONGEST_ORBIT = 4;

const classes = new Map<string, RuneSet>();

function looseName(name: string): string {
  return name.replace(/[ _-]/g, '').replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}

function readClass(key: string): RuneSet | undefined {
  if (key === 'any') return RuneSet.ALL;
  if (key === 'ascii') return RuneSet.range(0, 0x7f);
  if (key === 'assigned') return RuneSet.of(categories().get('Cn') ?? []).complement();
  const { categoryOf, scriptOf } = looseNames();
  const category = categoryOf.get(key);
  if (category !== undefined) return categorySet(category);
  const script = scriptOf.get(key);
  return script === undefined ? undefined : RuneSet.of(decodeRanges(SCRIPT_RANGES[script] ?? ''));
}

/** A category such as `Lu`, or one that unites several, such as `L`. */
function categorySet(name: string): RuneSet {
  const parts: RuneSet[] = [];
  for (const [category, ranges] of categories()) {
    const belongs = name === 'LC' ? /^L[ult]$/.test(category) : category.startsWith(name);
    if (belongs) parts.push(RuneSet.of(ranges));
  }
  return RuneSet.of(RuneSet.union(parts).ranges);
}

interface LooseNames {
  readonly categoryOf: ReadonlyMap<string, string>;
  readonly scriptOf: ReadonlyMap<string, string>;
}

const looseNames = once((): LooseNames => {
  const categoryOf = new Map([['lc', 'LC']]);
  for (const category of categories().keys()) {
    categoryOf.set(category.toLowerCase(), category);
    const group = category.slice(0, 1);
    categoryOf.set(group.toLowerCase(), group);
  }
  for (const [alias, category] of Object.entries(CATEGORY_ALIASES)) {
    categoryOf.set(looseName(alias), category);
  }
  const scriptOf = new Map(Object.keys(SCRIPT_RANGES).map((name) => [looseName(name), name]));
  return { categoryOf, scriptOf };
});

const categories = once((): ReadonlyMap<string, readonly number[]> => {
  const ranges = new Map<string, number[]>();
  let rune = 0;
  for (const [, category = '', count = '1'] of CATEGORY_RUNS.matchAll(
    /([A-Z][a-z])([0-9a-z]+)?/g,
  )) {
    const end = rune + Number.parseInt(count, BASE);
    const known = ranges.get(category);
    if (known === undefined) ranges.set(category, [rune, end - 1]);
    else known.push(rune, end - 1);
    rune = end;
  }
  return ranges;
});

function decodeRanges(text: string): readonly number[] {
  const ranges: number[] = [];
  let rune = 0;
  for (const range of text.split(' ')) {
    const [skip = '', length = '0'] = range.split('-');
    const low = rune + Number.parseInt(skip, BASE);
    rune = low + Number.parseInt(length, BASE);
    ranges.push(low, rune);
  }
  return ranges;
}

interface Folding {
  readonly next: ReadonlyMap<number, number>;
  /** The runes that differ from another only in case, in ascending order. */
  readonly runes: readonly number[];
}

const folding = once((): Folding => {
  const next = new Map<number, number>();
  let start = 0;
  for (const [, skip = '', step = '', count = '1', add = ''] of FOLD_RUNS.matchAll(
    /(\w+)(?:([-/])(\w+))?([-+]\w+)/g,
  )) {
    start += Number.parseInt(skip, BASE);
    const stride = step === '/' ? 2 : 1;
    const end = start + stride * Number.parseInt(count, BASE);
    for (let rune = start; rune < end; rune += stride) {
      next.set(rune, rune + Number.parseInt(add, BASE));
    }
  }
  return { next, runes: [...next.keys()].sort((a, b) => a - b) };
});

const BASE = 36;

function withFolds(set: RuneSet): readonly number[] {
  const { runes } = folding();
  const added: RuneSet[] = [set];
  let at = 0;
  for (let i = 0; i < set.ranges.length; i += 2) {
    const low = set.ranges[i] ?? 0;
    const high = set.ranges[i + 1] ?? 0;
    for (at = firstAtLeast(runes, low, at); (runes[at] ?? Infinity) <= high; at++) {
      const rune = runes[at] ?? 0;
      for (let other = simpleFold(rune); other !== rune; other = simpleFold(other)) {
        if (other < low || other > high) added.push(RuneSet.range(other, other));
      }
    }
  }
  return RuneSet.union(added).ranges;
}

/** The index, not before `from`, of the first number that is `bound` or more. */
function firstAtLeast(sorted: readonly number[], bound: number, from: number): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tables are decoded when first needed: most patterns need none. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
