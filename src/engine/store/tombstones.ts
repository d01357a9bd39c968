// The tombstones of a job's triggers: which ids were consumed, and when (engine.md T5).

import { sortByValue, type UndoLog } from './undo-log.ts';

export class Tombstones {
  /** By the ids of the triggers, in milliseconds since the epoch; oldest first while `#isInOrder`. */
  readonly times = new Map<string, number>();
  #isInOrder = true;
  /** No time in the table is later. */
  #latest = Number.NEGATIVE_INFINITY;

  put(writes: UndoLog, id: string, time: number): void {
    writes.deleteOrdered(this.times, id);
    writes.add(this.times, id, time);
    // A clock may have been set back.
    if (time < this.#latest) this.#isInOrder = false;
    else this.#latest = time;
  }

  /** Forgets those of `time` or before. */
  purge(writes: UndoLog, time: number): void {
    if (this.times.size === 0) return;
    if (!this.#isInOrder) {
      sortByValue(this.times);
      this.#isInOrder = true;
    }
    for (const [id, consumed] of this.times) {
      if (consumed > time) return;
      writes.deleteOrdered(this.times, id);
    }
  }
}
