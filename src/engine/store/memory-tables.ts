// The tables of a store in memory, which can take back what the transaction under way has written.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { Job } from '../job/job.ts';
import type { QueueItem } from '../queue/queue-item.ts';
import type { TriageLog } from '../triage/triage-log.ts';

interface Ended {
  readonly invocation: Invocation;
  /** Rises from one that ends to the next one. */
  readonly order: number;
}

export class MemoryTables {
  readonly jobs = new Map<JobId, Job>();
  readonly invocations = new Map<InvocationId, Invocation>();
  readonly unfinished = new Map<InvocationId, Invocation>();
  /** In the order in which they have ended. */
  readonly ended = new Map<InvocationId, Ended>();
  /** Those that have ended and are pinned. */
  readonly pinned = new Map<InvocationId, true>();
  readonly pending = new Map<JobId, Map<string, Trigger>>();
  readonly tombstones = new Map<JobId, Tombstones>();
  readonly recentlyFinished = new Map<JobId, Map<InvocationId, true>>();
  readonly triageLogs = new Map<JobId, TriageLog>();
  readonly keptBytes = new Map<string, Uint8Array>();
  readonly items = new Map<number, QueueItem>();
  readonly itemNames = new Map<string, number>();
  lastItemId = 0;

  /** What was there before each write. */
  #undo: (() => void)[] = [];
  #lastOrder = 0;
  /** A row that came back stands at the end of `ended`, which is not its place. */
  #isEndedInOrder = true;
  readonly #mayBeEmpty = new Set<JobId>();

  set<Key, Value>(table: Map<Key, Value>, key: Key, value: Value): void {
    const before = table.get(key);
    this.#undo.push(() => (before === undefined ? table.delete(key) : table.set(key, before)));
    table.set(key, value);
  }

  /** @param onReturn called when the row comes back, which it does at the end of the table */
  delete<Key, Value>(table: Map<Key, Value>, key: Key, onReturn?: () => void): void {
    const before = table.get(key);
    if (before === undefined) return;
    this.#undo.push(() => {
      table.set(key, before);
      onReturn?.();
    });
    table.delete(key);
  }

  /** One that had ended before keeps its place. */
  setEnded(invocation: Invocation): void {
    const { id } = invocation;
    const order = this.ended.get(id)?.order ?? ++this.#lastOrder;
    this.set(this.ended, id, { invocation, order });
    if (invocation.pinned) this.set(this.pinned, id, true);
    else this.delete(this.pinned, id);
  }

  deleteEnded(id: InvocationId): void {
    this.delete(this.pinned, id);
    this.delete(this.ended, id, () => {
      this.#isEndedInOrder = false;
    });
  }

  /** The rows of a job in a table, which are kept only as long as there are any. */
  rowsOf<Rows>(table: Map<JobId, Rows>, jobId: JobId, empty: () => Rows): Rows {
    const rows = table.get(jobId);
    if (rows !== undefined) return rows;
    const created = empty();
    table.set(jobId, created);
    this.#mayBeEmpty.add(jobId); // The transaction may take back what it puts there.
    return created;
  }

  /** The transaction has taken rows of the job out of some table. */
  mayBeEmpty(jobId: JobId): void {
    this.#mayBeEmpty.add(jobId);
  }

  undo(): void {
    for (const undo of this.#undo.reverse()) undo();
    if (this.#isEndedInOrder) return;
    reorder(this.ended, (a, b) => a.order - b.order);
    this.#isEndedInOrder = true;
  }

  /** Ends the transaction, whether or not it was taken back. */
  commit(): void {
    if (this.#undo.length > 0) this.#undo = [];
    if (this.#mayBeEmpty.size === 0) return;
    for (const jobId of this.#mayBeEmpty) {
      if (this.pending.get(jobId)?.size === 0) this.pending.delete(jobId);
      if (this.tombstones.get(jobId)?.times.size === 0) this.tombstones.delete(jobId);
      if (this.recentlyFinished.get(jobId)?.size === 0) this.recentlyFinished.delete(jobId);
    }
    this.#mayBeEmpty.clear();
  }
}

/** When each of a job's triggers was consumed. */
export class Tombstones {
  /** By the ids of the triggers; oldest first while `#isInOrder`. */
  readonly times = new Map<string, number>();
  #isInOrder = true;
  /** No time in the table is later. */
  #latest = Number.NEGATIVE_INFINITY;

  put(tables: MemoryTables, id: string, time: number): void {
    this.#delete(tables, id);
    tables.set(this.times, id, time);
    // A clock may have been set back.
    if (time < this.#latest) this.#isInOrder = false;
    else this.#latest = time;
  }

  /** Forgets those of `time` or before. */
  purge(tables: MemoryTables, time: number): void {
    if (!this.#isInOrder) {
      reorder(this.times, (a, b) => a - b);
      this.#isInOrder = true;
    }
    for (const [id, consumed] of this.times) {
      if (consumed > time) return;
      this.#delete(tables, id);
    }
  }

  #delete(tables: MemoryTables, id: string): void {
    tables.delete(this.times, id, () => {
      this.#isInOrder = false;
    });
  }
}

function reorder<Key, Value>(
  table: Map<Key, Value>,
  compare: (a: Value, b: Value) => number,
): void {
  const entries = [...table].sort(([, a], [, b]) => compare(a, b));
  table.clear();
  for (const [key, value] of entries) table.set(key, value);
}
