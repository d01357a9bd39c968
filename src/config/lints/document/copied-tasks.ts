// Index of jobs whose tasks do the same, as copies do in which nothing was changed.

import { Groups } from '../../groups.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';

export class CopiedTasks<Entry extends EntryFacts> {
  /** By what a task does: enabled jobs that do it. */
  readonly #groups = new Groups<Entry>();
  /** By the same, for groups that were asked for: the two of the least ids, until one of them goes or a lesser comes. */
  readonly #named = new Map<string, readonly Entry[]>();
  readonly #changed: (job: Entry) => void;
  /** The jobs that are not alone in what they do. */
  readonly copies = new Set<Entry>();

  /** @param changed is called for each job that becomes a member of `copies`, or none any more */
  constructor(changed: (job: Entry) => void = () => {}) {
    this.#changed = changed;
  }

  /** Does nothing for jobs that cannot be read. */
  add(job: Entry): void {
    if (!job.sameness || !job.readable) return;
    const { key } = job.sameness;
    this.#groups.add(key, job);
    const last = this.#named.get(key)?.[1];
    if (!last || job.id < last.id) this.#named.delete(key);
    const size = this.#groups.sizeOf(key);
    if (size > 1) this.#put(job, true);
    if (size === 2) for (const one of this.#groups.of(key)) this.#put(one, true);
  }

  /** The inverse of `add`. */
  remove(job: Entry): void {
    if (!job.sameness) return;
    const { key } = job.sameness;
    if (!this.#groups.remove(key, job)) return;
    this.#put(job, false);
    const size = this.#groups.sizeOf(key);
    if (size < 2 || this.#named.get(key)?.includes(job)) this.#named.delete(key);
    if (size === 1) for (const one of this.#groups.of(key)) this.#put(one, false);
  }

  /** One of the jobs that do what `job`, a copy, does, and how many there are beside it; undefined for other jobs. */
  othersLike(job: Entry): { readonly one: Entry; readonly count: number } | undefined {
    if (!job.sameness || !this.copies.has(job)) return undefined;
    const { key } = job.sameness;
    // Finding them takes a walk over all.
    const named = this.#named.get(key) ?? leastTwo(this.#groups.of(key));
    this.#named.set(key, named);
    const one = named.find((other) => other !== job);
    return one && { one, count: this.#groups.sizeOf(key) - 1 };
  }

  #put(job: Entry, isCopy: boolean): void {
    if (this.copies.has(job) === isCopy) return;
    if (isCopy) this.copies.add(job);
    else this.copies.delete(job);
    this.#changed(job);
  }
}

/** By their ids, for the order of a set depends on what was edited when. */
function leastTwo<Entry extends EntryFacts>(jobs: Iterable<Entry>): readonly Entry[] {
  let two: readonly Entry[] = [];
  for (const job of jobs) {
    const last = two[1];
    if (last && job.id >= last.id) continue;
    two = [...two.slice(0, 1), job].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return two;
}
