// The items that wait for their time, in the order in which they are to be delivered.

import type { QueueItem } from './queue-item.ts';

/** What the dispatcher asks of a queue. Holds what is stored and not being delivered right now. */
export interface DueQueue {
  add(item: QueueItem): void;
  /** Takes out the item that has been due the longest, if any is due at `now`; of the same time the one added first. */
  take(now: number): QueueItem | undefined;
  /** When the next one is due, in milliseconds since the epoch. Undefined if there is none. */
  nextDue(): number | undefined;
}

interface Entry {
  readonly item: QueueItem;
  readonly order: number;
}

/** A binary heap: the earlier of a pair is nearer to the root. */
export class ItemHeap implements DueQueue {
  readonly #entries: Entry[] = [];
  #added = 0;

  add(item: QueueItem): void {
    const entries = this.#entries;
    const entry = { item, order: this.#added++ };
    let place = entries.length;
    entries.push(entry);
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      const above = entries[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      entries[place] = above;
      place = parent;
    }
    entries[place] = entry;
  }

  take(now: number): QueueItem | undefined {
    const entries = this.#entries;
    const first = entries[0];
    if (first === undefined || first.item.due > now) return undefined;
    const last = entries.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first.item;
  }

  nextDue(): number | undefined {
    return this.#entries[0]?.item.due;
  }

  /** Puts an entry in place of the root. */
  #sink(entry: Entry): void {
    const entries = this.#entries;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const left = entries[child];
      if (left === undefined) break;
      const right = entries[child + 1];
      const below = right !== undefined && isBefore(right, left) ? right : left;
      if (below === right) child++;
      if (!isBefore(below, entry)) break;
      entries[place] = below;
      place = child;
    }
    entries[place] = entry;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.item.due < b.item.due || (a.item.due === b.item.due && a.order < b.order);
}
