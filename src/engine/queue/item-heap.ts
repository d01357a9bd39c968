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

/**
 * A binary heap of times, and a line of items for each: schedules and triages are due at round times, many of them at
 * the same one.
 */
export class ItemHeap implements DueQueue {
  /** The earlier of a pair is nearer to the root. */
  readonly #heap: Line[] = [];
  readonly #lines = new Map<number, Line>();

  add(item: QueueItem): void {
    const { due } = item;
    const line = this.#lines.get(due);
    if (line !== undefined) line.items.push(item);
    else this.#begin({ due, items: [item], taken: 0 });
  }

  take(now: number): QueueItem | undefined {
    const line = this.#heap[0];
    if (line === undefined || line.due > now) return undefined;
    const item = line.items[line.taken++];
    if (line.taken === line.items.length) this.#end(line);
    return item;
  }

  nextDue(): number | undefined {
    return this.#heap[0]?.due;
  }

  #begin(line: Line): void {
    const heap = this.#heap;
    this.#lines.set(line.due, line);
    let place = heap.length;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      const above = heap[parent];
      if (above === undefined || above.due < line.due) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = line;
  }

  /** @param line the root */
  #end(line: Line): void {
    this.#lines.delete(line.due);
    const last = this.#heap.pop();
    if (last !== undefined && last !== line) this.#sink(last);
  }

  /** Puts a line in place of the root. */
  #sink(line: Line): void {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      const below = right !== undefined && right.due < left.due ? right : left;
      if (below === right) child++;
      if (line.due < below.due) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = line;
  }
}

/** The items of one time, in the order in which they were added. */
interface Line {
  readonly due: number;
  readonly items: QueueItem[];
  /** How many have been taken out at the front. */
  taken: number;
}
