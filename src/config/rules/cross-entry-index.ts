// Index of ids and of references across entries, kept up to date entry by entry.

import { closestName } from '../../text/closest-name.ts';
import type { EntryFacts } from '../message/entry-facts.ts';
import { put } from '../tally.ts';

/** Ids and references of all entries of a config, jobs and triggers in one namespace. */
export class CrossEntryIndex<Entry extends EntryFacts = EntryFacts> {
  /** By id: entries that have it. */
  readonly #holders: EntriesById<Entry> = new Map();
  /** By id: entries that name it in `triggers`. */
  readonly #referrers: EntriesById<Entry> = new Map();
  /** Ids that more than one entry has. */
  readonly duplicates = new Set<string>();
  /** Ids that some `triggers` names and no entry has. */
  readonly unknown = new Set<string>();
  /** Entries with text errors and without an id, which may be the one a reference means. */
  #unreadable = 0;
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
    return united(this.#holders, ids);
  }

  /** Entries that name one of `ids` in `triggers`. */
  referrersTo(ids: Iterable<string>): ReadonlySet<Entry> {
    return united(this.#referrers, ids);
  }

  /** True if some entry has the id. */
  has(id: string): boolean {
    return this.#holders.has(id);
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

  #count(entry: Entry, by: 1 | -1): void {
    if (entry.id === '') {
      if (!entry.readable) this.#unreadable += by;
    } else {
      const known = this.#holders.has(entry.id);
      place(this.#holders, entry.id, entry, by);
      if (known !== this.#holders.has(entry.id)) {
        if (this.#closest.size > 0) this.#closest.clear();
        this.#classify(entry.id);
      }
      const holders = this.#holders.get(entry.id);
      put(this.duplicates, entry.id, holders instanceof Set && holders.size > 1);
    }
    for (const { id } of entry.targets) {
      const known = this.#referrers.has(id);
      place(this.#referrers, id, entry, by);
      if (known !== this.#referrers.has(id)) this.#classify(id);
    }
  }

  #classify(id: string): void {
    put(this.unknown, id, !this.#holders.has(id) && this.#referrers.has(id));
  }
}

/** Most ids have one entry, for which a set of its own would be several times as large; never an empty set. */
type EntriesById<Entry> = Map<string, Entry | Set<Entry>>;

/** Adds or removes an entry under an id. */
function place<Entry>(byId: EntriesById<Entry>, id: string, entry: Entry, by: 1 | -1): void {
  const known = byId.get(id);
  if (by > 0) {
    if (known instanceof Set) known.add(entry);
    else if (known !== entry) byId.set(id, known ? new Set([known, entry]) : entry);
    return;
  }
  if (known instanceof Set) known.delete(entry);
  if (known === entry || (known instanceof Set && known.size === 0)) byId.delete(id);
}

function united<Entry>(byId: EntriesById<Entry>, ids: Iterable<string>): ReadonlySet<Entry> {
  const entries = new Set<Entry>();
  for (const id of ids) {
    const known = byId.get(id);
    if (known instanceof Set) for (const entry of known) entries.add(entry);
    else if (known) entries.add(known);
  }
  return entries;
}
