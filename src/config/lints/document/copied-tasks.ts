// Index of jobs whose tasks do the same, as copies do in which nothing was changed.

import type { EntryFacts } from '../../message/entry-facts.ts';

/** Jobs that do the same. */
interface Group<Entry> {
  jobs: Set<Entry>;
  /** How many were removed since the set was new: a walk over it comes past the places of all of them. */
  removed: number;
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
    const group = this.#groups.get(key) ?? { jobs: new Set<Entry>(), removed: 0 };
    this.#groups.set(key, group);
    const { jobs } = group;
    jobs.add(job);
    if (jobs.size === 1) return;
    this.copies.add(job);
    if (jobs.size === 2) for (const one of jobs) this.copies.add(one);
  }

  /** The inverse of `add`. */
  remove(job: Entry): void {
    const group = this.#groupOf(job);
    if (!group?.jobs.delete(job)) return;
    this.copies.delete(job);
    if (++group.removed > group.jobs.size) {
      group.jobs = new Set(group.jobs);
      group.removed = 0;
    }
    if (group.jobs.size === 1) for (const one of group.jobs) this.copies.delete(one);
    if (group.jobs.size === 0 && job.sameness) this.#groups.delete(job.sameness.key);
  }

  /** One of the jobs that do what `job` does, and how many there are without `job`; undefined if there are none. */
  othersLike(job: Entry): { readonly one: Entry; readonly count: number } | undefined {
    const jobs = this.#groupOf(job)?.jobs ?? [];
    for (const one of jobs) if (one !== job) return { one, count: this.#sizeWithout(job) };
    return undefined;
  }

  #sizeWithout(job: Entry): number {
    const jobs = this.#groupOf(job)?.jobs;
    return jobs ? jobs.size - (jobs.has(job) ? 1 : 0) : 0;
  }

  #groupOf(job: Entry): Group<Entry> | undefined {
    return job.sameness && this.#groups.get(job.sameness.key);
  }
}
