// A store that lives as long as the process.

import { type InvocationId, type JobId, projectOf } from '../task/ids.ts';
import { compareByteOrder } from './byte-order.ts';
import type { Invocation } from './invocation.ts';
import type { Job } from './job.ts';
import { MemoryTaskQueue } from './memory-task-queue.ts';
import { copyPlainData } from './plain-data.ts';
import type { Store, Transaction } from './store.ts';
import type { NewQueueItem, TaskQueue } from './task-queue.ts';

/** Transactions run one after the other, which bodies being synchronous comes for free. */
export class MemoryStore implements Store {
  readonly #jobs = new Map<JobId, Job>();
  readonly #invocations = new Map<InvocationId, Invocation>();
  readonly #queue = new MemoryTaskQueue();
  #inTransaction = false;

  get queue(): TaskQueue {
    return this.#queue;
  }

  async transaction<T>(body: (tx: Transaction) => T): Promise<T> {
    if (this.#inTransaction) throw new Error('transactions cannot be nested');
    this.#inTransaction = true;
    try {
      const jobs = new Table(this.#jobs);
      const invocations = new Table(this.#invocations);
      const items: NewQueueItem[] = [];
      const result = body(memoryTransaction(jobs, invocations, items));
      jobs.commit();
      invocations.commit();
      for (const item of items) this.#queue.add(item);
      return result;
    } finally {
      this.#inTransaction = false;
    }
  }
}

function memoryTransaction(
  jobs: Table<JobId, Job>,
  invocations: Table<InvocationId, Invocation>,
  items: NewQueueItem[],
): Transaction {
  return {
    job: (id) => jobs.get(id),
    jobsOf: (projectId) =>
      jobs
        .select((job) => projectOf(job.id) === projectId)
        .sort((a, b) => compareByteOrder(a.id, b.id)),
    putJob: (job) => jobs.put(job.id, job),

    invocation: (id) => invocations.get(id),
    invocations: (jobId) =>
      invocations
        .select((invocation) => jobId === undefined || invocation.jobId === jobId)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    putInvocation: (invocation) => invocations.put(invocation.id, invocation),

    enqueue: (item) => items.push(copyPlainData(item)),
  };
}

/** Records by key, with the writes of one transaction on top until it commits. */
class Table<Key, Row> {
  readonly #stored: Map<Key, Row>;
  readonly #written = new Map<Key, Row>();

  constructor(stored: Map<Key, Row>) {
    this.#stored = stored;
  }

  get(key: Key): Row | undefined {
    return copyPlainData(this.#written.get(key) ?? this.#stored.get(key));
  }

  select(wanted: (row: Row) => boolean): Row[] {
    const rows = new Map([...this.#stored, ...this.#written]).values();
    return [...rows].filter(wanted).map(copyPlainData);
  }

  put(key: Key, row: Row): void {
    this.#written.set(key, copyPlainData(row));
  }

  commit(): void {
    for (const [key, row] of this.#written) this.#stored.set(key, row);
  }
}
