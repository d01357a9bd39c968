// Index of ids and of references across entries, kept up to date entry by entry.

import { closestName } from '../../text/closest-name.ts';
import { Groups } from '../groups.ts';
import type { EntryFacts } from '../message/entry-facts.ts';
import { put } from '../tally.ts';

/** Ids and references of all entries of a config, jobs and triggers in one namespace. */
export class CrossEntryIndex<Entry extends EntryFacts = EntryFacts> {
  /** By id: entries that have it. */
  readonly #holders = new Groups<Entry>();
  /** By id: entries that name it in `triggers`. */
  readonly #referrers = new Groups<Entry>();
  /** Ids that more than one entry has. */
  readonly duplicates = new Set<string>();
  /** Ids that some `triggers` names and no entry has. */
  readonly unknown = new Set<string>();
  /** Entries with text errors and without an id, which may be the one a reference means. */
  #unreadable = 0;
  #allIds: readonly string[] | undefined;
  /** Answers of `closestId`, as long as no id comes or goes. */
  readonly #closest = new Map<string, string | undefined>();

  add(entry: Entry): void {
    this.#count(entry, 1);
  }

  remove(entry: Entry): void {
    this.#count(entry, -1);
  }

  /** True if some entry cannot be read well enough to tell its id. */
  get hasUnreadable(): boolean {
    return this.#unreadable > 0;
  }

  /** Entries that have one of `ids`. */
  holdersOf(ids: Iterable<string>): ReadonlySet<Entry> {
    return this.#holders.ofAll(ids);
  }

  /** Entries that name one of `ids` in `triggers`. */
  referrersTo(ids: Iterable<string>): ReadonlySet<Entry> {
    return this.#referrers.ofAll(ids);
  }

  /** How many entries name the id in `triggers`. */
  referrerCount(id: string): number {
    return this.#referrers.sizeOf(id);
  }

  /** True if some entry has the id. */
  has(id: string): boolean {
    return this.#holders.has(id);
  }

  /** All ids that entries have; the same list as long as none comes or goes. */
  get allIds(): readonly string[] {
    this.#allIds ??= [...this.#holders.keys()];
    return this.#allIds;
  }

  /** The id that a reference to the unknown `id` probably means. */
  closestId(id: string): string | undefined {
    if (!this.#closest.has(id)) this.#closest.set(id, closestName(id, this.allIds));
    return this.#closest.get(id);
  }

  #count(entry: Entry, by: 1 | -1): void {
    if (entry.id === '') {
      if (!entry.readable) this.#unreadable += by;
    } else {
      const known = this.#holders.has(entry.id);
      if (by > 0) this.#holders.add(entry.id, entry);
      else this.#holders.remove(entry.id, entry);
      if (known !== this.#holders.has(entry.id)) {
        this.#allIds = undefined;
        if (this.#closest.size > 0) this.#closest.clear();
        this.#classify(entry.id);
      }
      put(this.duplicates, entry.id, this.#holders.sizeOf(entry.id) > 1);
    }
    for (const { id } of entry.targets) {
      const known = this.#referrers.has(id);
      if (by > 0) this.#referrers.add(id, entry);
      else this.#referrers.remove(id, entry);
      if (known !== this.#referrers.has(id)) this.#classify(id);
    }
  }

  #classify(id: string): void {
    put(this.unknown, id, !this.#holders.has(id) && this.#referrers.has(id));
  }
}
