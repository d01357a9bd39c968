// What rules across entries need to know, kept up to date entry by entry: who holds an id, who names it.

import { closestName } from './closest-name.ts';
import type { EntryAnalysis } from './entry-analysis.ts';
import { put, Tally } from './tally.ts';

/** Ids and references of all entries of a config, jobs and triggers in one namespace. */
export class CrossEntryIndex {
  readonly #holders = new Tally();
  /** By id: entries that name it in `triggers`. */
  readonly #referrers = new Map<string, Set<EntryAnalysis>>();
  /** Ids that more than one entry has. */
  readonly duplicates = new Set<string>();
  /** Ids that some `triggers` names and no entry has. */
  readonly unknown = new Set<string>();
  /** Entries with text errors and without an id, which may be the one a reference means. */
  #unreadable = 0;
  /** Answers of `closestId`, as long as no id comes or goes. */
  readonly #closest = new Map<string, string | undefined>();

  add(entry: EntryAnalysis): void {
    this.#count(entry, 1);
  }

  remove(entry: EntryAnalysis): void {
    this.#count(entry, -1);
  }

  /** True if some entry cannot be read well enough to tell its id. */
  get hasUnreadable(): boolean {
    return this.#unreadable > 0;
  }

  /** Entries that name an unknown id. */
  unknownReferrers(): ReadonlySet<EntryAnalysis> {
    const referrers = new Set<EntryAnalysis>();
    for (const id of this.unknown) {
      for (const entry of this.#referrers.get(id) ?? []) referrers.add(entry);
    }
    return referrers;
  }

  /** All ids that entries have. */
  ids(): IterableIterator<string> {
    return this.#holders.keys();
  }

  /** The id that a reference to the unknown `id` probably means. */
  closestId(id: string): string | undefined {
    if (!this.#closest.has(id)) this.#closest.set(id, closestName(id, [...this.ids()]));
    return this.#closest.get(id);
  }

  #count(entry: EntryAnalysis, by: 1 | -1): void {
    if (entry.id === '') {
      if (!entry.healthy) this.#unreadable += by;
    } else {
      if (this.#holders.count(entry.id, by)) {
        if (this.#closest.size > 0) this.#closest.clear();
        this.#classify(entry.id);
      }
      put(this.duplicates, entry.id, this.#holders.get(entry.id) > 1);
    }
    for (const { id } of entry.targets) this.#refer(entry, id, by);
  }

  #refer(entry: EntryAnalysis, id: string, by: 1 | -1): void {
    const referrers = this.#referrers.get(id) ?? new Set();
    if (by > 0) referrers.add(entry);
    else referrers.delete(entry);
    if (referrers.size > 0) this.#referrers.set(id, referrers);
    else this.#referrers.delete(id);
    this.#classify(id);
  }

  #classify(id: string): void {
    put(this.unknown, id, !this.#holders.has(id) && this.#referrers.has(id));
  }
}
