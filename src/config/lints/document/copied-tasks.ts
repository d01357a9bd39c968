// Index of jobs whose tasks do the same, as copies do in which nothing was changed.

import type { EntryFacts } from '../../message/entry-facts.ts';

/** Jobs that do the same. */
interface Group<Entry> {
  readonly jobs: Set<Entry>;
  /** The two of the least ids, until one of them goes: finding them takes a walk over all. */
  named: readonly Entry[] | undefined;
}

export class CopiedTasks<Entry extends EntryFacts> {
  /** By what a task does: enabled jobs that do it. */
  readonly #groups = new Map<string, Group<Entry>>();
  /** The jobs that are not alone in what they do. */
  readonly copies = new Set<Entry>();

  /** Does nothing for jobs that cannot be read. */
  add(job: Entry): void {
    if (!job.sameness || !job.readable) return;
    const { key } = job.sameness;
    const group = this.#groups.get(key) ?? { jobs: new Set<Entry>(), named: undefined };
    this.#groups.set(key, group);
    const { jobs } = group;
    jobs.add(job);
    const last = group.named?.[1];
    if (!last || job.id < last.id) group.named = undefined;
    if (jobs.size === 1) return;
    this.copies.add(job);
    if (jobs.size === 2) for (const one of jobs) this.copies.add(one);
  }

  /** The inverse of `add`. */
  remove(job: Entry): void {
    const group = this.#groupOf(job);
    if (!group?.jobs.delete(job)) return;
    this.copies.delete(job);
    if (group.named?.includes(job)) group.named = undefined;
    if (group.jobs.size === 1) for (const one of group.jobs) this.copies.delete(one);
    if (group.jobs.size === 0 && job.sameness) this.#groups.delete(job.sameness.key);
  }

  /** One of the jobs that do what `job`, a copy, does, and how many there are beside it; undefined for other jobs. */
  othersLike(job: Entry): { readonly one: Entry; readonly count: number } | undefined {
    const group = this.copies.has(job) ? this.#groupOf(job) : undefined;
    if (!group) return undefined;
    group.named ??= leastTwo(group.jobs);
    const one = group.named.find((other) => other !== job);
    return one && { one, count: group.jobs.size - 1 };
  }

  #groupOf(job: Entry): Group<Entry> | undefined {
    return job.sameness && this.#groups.get(job.sameness.key);
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
