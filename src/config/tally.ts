// Counts of strings that come and go, and sets of them.

export class Tally {
  readonly #counts = new Map<string, number>();

  /** Number of different strings. */
  get size(): number {
    return this.#counts.size;
  }

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  /** 0 for a string that is not there. */
  get(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  keys(): IterableIterator<string> {
    return this.#counts.keys();
  }

  entries(): IterableIterator<[key: string, count: number]> {
    return this.#counts.entries();
  }

  /** Returns true if the string has just come or gone for good. */
  count(key: string, by: 1 | -1): boolean {
    const before = this.get(key);
    const after = before + by;
    if (after === 0) this.#counts.delete(key);
    else this.#counts.set(key, after);
    return before === 0 || after === 0;
  }
}

/** Makes `member` a member of the set, or none. */
export function put(set: Set<string>, member: string, present: boolean): void {
  if (present) set.add(member);
  else set.delete(member);
}
