// Index of jobs whose tasks do the same, as copies do in which nothing was changed.

import type { EntryFacts } from '../../message/entry-facts.ts';

/** Jobs that do the same. */
interface Group<Entry> {
  readonly jobs: Set<Entry>;
  /** The first two, until one of them goes: a walk from the start comes past the places of all that have gone. */
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
    if (jobs.size <= 2) group.named = undefined;
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
    group.named ??= firstTwo(group.jobs);
    const one = group.named.find((other) => other !== job);
    return one && { one, count: group.jobs.size - 1 };
  }

  #groupOf(job: Entry): Group<Entry> | undefined {
    return job.sameness && this.#groups.get(job.sameness.key);
  }
}

function firstTwo<T>(items: Iterable<T>): readonly T[] {
  const first: T[] = [];
  for (const item of items) if (first.push(item) === 2) break;
  return first;
}
