// The task queue of a MemoryStore.

import { copyPlainData } from './plain-data.ts';
import type { NewQueueItem, QueueItem, TaskQueue } from './task-queue.ts';

/** Items of the same due time come out in the order they went in. */
export class MemoryTaskQueue implements TaskQueue {
  /** Not taken, by due time. */
  readonly #waiting: QueueItem[] = [];
  readonly #taken = new Map<string, QueueItem>();
  readonly #names = new Set<string>();
  #lastId = 0;

  /** Part of a transaction of the store. */
  add(item: NewQueueItem): void {
    if (item.name !== undefined) {
      if (this.#names.has(item.name)) return;
      this.#names.add(item.name);
    }
    this.#insert({ ...item, id: String(++this.#lastId), attempt: 0 });
  }

  async recover(): Promise<void> {
    for (const item of this.#taken.values()) this.#insert(item);
    this.#taken.clear();
  }

  async take(now: number): Promise<QueueItem | undefined> {
    const [first] = this.#waiting;
    if (!first || first.due > now) return undefined;
    this.#waiting.shift();
    this.#taken.set(first.id, { ...first, attempt: first.attempt + 1 });
    return copyPlainData(first);
  }

  async nextDue(): Promise<number | undefined> {
    return this.#waiting[0]?.due;
  }

  async finish(id: string): Promise<void> {
    const item = this.#taken.get(id);
    if (item?.name !== undefined) this.#names.delete(item.name);
    this.#taken.delete(id);
  }

  async retry(id: string, due: number): Promise<void> {
    const item = this.#taken.get(id);
    if (!item) return;
    this.#taken.delete(id);
    this.#insert({ ...item, due });
  }

  /** After everything that is due no later. */
  #insert(item: QueueItem): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      // The index is within the array.
      if ((this.#waiting[middle] as QueueItem).due <= item.due) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, item);
  }
}
