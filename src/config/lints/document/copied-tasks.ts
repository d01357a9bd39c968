// Index of jobs whose tasks do the same, as copies do in which nothing was changed.

import type { EntryFacts } from '../../message/entry-facts.ts';

export class CopiedTasks<Entry extends EntryFacts> {
  /** By what a task does: enabled jobs that do it. */
  readonly #jobs = new Map<string, Set<Entry>>();
  /** The jobs that are not alone in what they do. */
  readonly copies = new Set<Entry>();

  add(job: Entry): void {
    if (!job.sameness) return;
    const { key } = job.sameness;
    const jobs = this.#jobs.get(key) ?? new Set<Entry>();
    this.#jobs.set(key, jobs.add(job));
    if (jobs.size === 1) return;
    this.copies.add(job);
    if (jobs.size === 2) for (const one of jobs) this.copies.add(one);
  }

  /** The inverse of `add`. */
  remove(job: Entry): void {
    const jobs = job.sameness && this.#jobs.get(job.sameness.key);
    if (!jobs?.delete(job)) return;
    this.copies.delete(job);
    if (jobs.size === 1) for (const one of jobs) this.copies.delete(one);
    if (jobs.size === 0 && job.sameness) this.#jobs.delete(job.sameness.key);
  }

  /** One of the jobs that do what `job` does, and how many there are without `job`; undefined if there are none. */
  othersLike(job: Entry): { readonly one: Entry; readonly count: number } | undefined {
    const jobs = job.sameness && this.#jobs.get(job.sameness.key);
    for (const one of jobs ?? []) if (one !== job) return { one, count: (jobs?.size ?? 0) - 1 };
    return undefined;
  }
}
