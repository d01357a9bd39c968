// Sets of runes that are computed only when someone asks what is in them: a pattern of a few
// kilobytes can name sets of hundreds of thousands of ranges, and for a verdict few matter.

/** Ascending bounds [low, high, low, high, …], both inclusive; no two ranges touch. */
export type Ranges = readonly number[];

const MAX_RUNE = 0x10ffff;
const RUNES = MAX_RUNE + 1;
/** Bounds of a small set. */
const MAX_SMALL = 8;

/** An immutable set of runes. */
export class RuneSet {
  static readonly NONE: RuneSet = RuneSet.of([]);
  static readonly ALL: RuneSet = RuneSet.range(0, MAX_RUNE);
  static readonly ALL_BUT_NEWLINE: RuneSet = RuneSet.range(0x0a, 0x0a).complement();

  static range(low: number, high: number): RuneSet {
    return RuneSet.of([low, high]);
  }

  static of(ranges: Ranges): RuneSet {
    const size = countRunes(ranges);
    return new RuneSet(size, size, ranges.length, ranges);
  }

  /** A set that `compute` gives when it is asked for; the bounds are what is known without it. */
  static later(
    atLeast: number,
    atMost: number,
    boundsAtMost: number,
    compute: () => Ranges,
  ): RuneSet {
    return new RuneSet(atLeast, Math.min(atMost, RUNES), boundsAtMost, compute);
  }

  static union(sets: readonly RuneSet[]): RuneSet {
    const [first] = sets;
    if (first === undefined) return RuneSet.NONE;
    return sets.length === 1 ? first : RuneSet.#unite(sets.slice(), sets);
  }

  /** The union of `sets`. They have the same runes as the `parts`, which are not copied. */
  static #unite(parts: RuneSet[], sets: readonly RuneSet[]): RuneSet {
    const { length } = parts;
    let [atLeast, atMost, boundsAtMost] = [0, 0, 0];
    for (const set of sets) {
      atLeast = Math.max(atLeast, set.#atLeast);
      atMost = Math.min(atMost + set.#atMost, RUNES);
      boundsAtMost += set.#boundsAtMost;
    }
    const union = new RuneSet(atLeast, atMost, boundsAtMost, () => {
      const distinct = new Set(parts.slice(0, length));
      return unite(Array.from(distinct, (part) => part.ranges));
    });
    union.#parts = parts;
    union.#partCount = length;
    return union;
  }

  #atLeast: number;
  #atMost: number;
  #boundsAtMost: number;
  #ranges: Ranges | (() => Ranges);
  #complement: RuneSet | undefined;
  /** For a union, what it unites: the first `#partCount` of a list that longer unions share. */
  #parts: RuneSet[] | undefined;
  #partCount = 1;

  private constructor(
    atLeast: number,
    atMost: number,
    boundsAtMost: number,
    ranges: Ranges | (() => Ranges),
  ) {
    this.#atLeast = atLeast;
    this.#atMost = atMost;
    this.#boundsAtMost = boundsAtMost;
    this.#ranges = ranges;
  }

  /** A lower bound of the number of runes, exact once `ranges` is known. */
  get atLeast(): number {
    return this.#atLeast;
  }

  /** An upper bound of the number of runes, exact once `ranges` is known. */
  get atMost(): number {
    return this.#atMost;
  }

  /** An upper bound of `ranges.length`, exact once `ranges` is known. */
  get boundsAtMost(): number {
    return this.#boundsAtMost;
  }

  get ranges(): Ranges {
    if (typeof this.#ranges !== 'function') return this.#ranges;
    const ranges = this.#ranges();
    this.#ranges = ranges;
    this.#atLeast = countRunes(ranges);
    this.#atMost = this.#atLeast;
    this.#boundsAtMost = ranges.length;
    this.#parts = undefined;
    this.#partCount = 1;
    return ranges;
  }

  complement(): RuneSet {
    this.#complement ??= new RuneSet(
      RUNES - this.#atMost,
      RUNES - this.#atLeast,
      this.#boundsAtMost + 2,
      () => complementOf(this.ranges),
    );
    return this.#complement;
  }

  /** The union of two sets. Growing a set one by one takes linear time in all. */
  with(other: RuneSet): RuneSet {
    if (other === this || other === RuneSet.NONE) return this;
    if (this === RuneSet.NONE) return other;
    if (this.#isSmall() && other.#isSmall()) return RuneSet.of(uniteTwo(this.ranges, other.ranges));
    if (other.#partCount > this.#partCount) return other.with(this);
    const { length } = this.#parts ?? [];
    const parts =
      this.#parts !== undefined && length === this.#partCount ? this.#parts : this.#ownParts();
    for (const part of other.#ownParts()) parts.push(part);
    return RuneSet.#unite(parts, [this, other]);
  }

  /** Known, and so little that it takes more to put its union off than to compute it. */
  #isSmall(): boolean {
    return typeof this.#ranges !== 'function' && this.#ranges.length <= MAX_SMALL;
  }

  #ownParts(): RuneSet[] {
    return this.#parts?.slice(0, this.#partCount) ?? [this];
  }

  equals(other: RuneSet): boolean {
    if (this === other) return true;
    if (this.#atLeast > other.#atMost || other.#atLeast > this.#atMost) return false;
    const [a, b] = [this.ranges, other.ranges];
    return a.length === b.length && a.every((bound, i) => bound === b[i]);
  }

  /** The runes if they are `limit` or fewer. */
  runesUpTo(limit: number): readonly number[] | undefined {
    if (this.#atLeast > limit) return undefined;
    const { ranges } = this;
    if (this.#atLeast > limit) return undefined;
    const runes: number[] = [];
    for (let i = 0; i < ranges.length; i += 2) {
      for (let rune = ranges[i] ?? 0; rune <= (ranges[i + 1] ?? 0); rune++) runes.push(rune);
    }
    return runes;
  }
}

function countRunes(ranges: Ranges): number {
  let count = 0;
  for (let i = 0; i < ranges.length; i += 2) count += (ranges[i + 1] ?? 0) - (ranges[i] ?? 0) + 1;
  return count;
}

function complementOf(ranges: Ranges): Ranges {
  const result: number[] = [];
  let low = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const start = ranges[i] ?? 0;
    if (low < start) result.push(low, start - 1);
    low = (ranges[i + 1] ?? 0) + 1;
  }
  if (low <= MAX_RUNE) result.push(low, MAX_RUNE);
  return result;
}

/** Merges lists two by two: they are sorted, and usually a few long ones among many short. */
function unite(lists: readonly Ranges[]): Ranges {
  let round = lists;
  while (round.length > 1) {
    const next: Ranges[] = [];
    for (let i = 0; i < round.length; i += 2)
      next.push(uniteTwo(round[i] ?? [], round[i + 1] ?? []));
    round = next;
  }
  return round[0] ?? [];
}

function uniteTwo(a: Ranges, b: Ranges): Ranges {
  if (b.length === 0) return a;
  const result: number[] = [];
  let last = -1;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const fromA = (a[i] ?? Infinity) <= (b[j] ?? Infinity);
    const low = (fromA ? a[i] : b[j]) ?? 0;
    const high = (fromA ? a[i + 1] : b[j + 1]) ?? 0;
    if (fromA) i += 2;
    else j += 2;
    if (last < 0 || low > (result[last] ?? 0) + 1) {
      result.push(low, high);
      last += 2;
    } else if (high > (result[last] ?? 0)) {
      result[last] = high;
    }
  }
  return result;
}
