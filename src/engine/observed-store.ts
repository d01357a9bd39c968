// A store that says what has been committed to it.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { Invocation } from './invocation.ts';
import type { LogLine } from './listener.ts';
import type { Store, Transaction } from './store.ts';
import type { TaskQueue } from './task-queue.ts';

/** Told after each commit, in the order of the commits; lines first. */
export interface StoreObserver {
  debugLog(jobId: JobId, invocationId: InvocationId, line: LogLine): void;
  /** Once for each Invocation that the transaction wrote, with what it wrote last. */
  invocationChanged(invocation: Invocation): void;
  /** The transaction put something into the queue. */
  enqueued(): void;
}

export interface ObservedTransaction extends Transaction {
  /** Shows a line of an Invocation's log if the transaction commits; storing it is another matter. */
  announce(jobId: JobId, invocationId: InvocationId, line: LogLine): void;
}

/** Passes everything through to another store. */
export class ObservedStore {
  readonly #store: Store;
  readonly #observer: StoreObserver;

  constructor(store: Store, observer: StoreObserver) {
    this.#store = store;
    this.#observer = observer;
  }

  get queue(): TaskQueue {
    return this.#store.queue;
  }

  /** As `Store.transaction`. */
  async transaction<T>(body: (tx: ObservedTransaction) => T): Promise<T> {
    let lines: Parameters<StoreObserver['debugLog']>[] = [];
    let changed = new Map<InvocationId, Invocation>();
    let enqueued = false;
    const result = await this.#store.transaction((tx) => {
      lines = []; // The body may run again after a conflict.
      changed = new Map();
      enqueued = false;
      return body({
        job: (id) => tx.job(id),
        jobsOf: (projectId) => tx.jobsOf(projectId),
        putJob: (job) => tx.putJob(job),
        invocation: (id) => tx.invocation(id),
        invocations: (jobId) => tx.invocations(jobId),
        putInvocation: (invocation) => {
          tx.putInvocation(invocation);
          changed.set(invocation.id, invocation);
        },
        enqueue: (item) => {
          tx.enqueue(item);
          enqueued = true;
        },
        announce: (...line) => lines.push(line),
      });
    });
    for (const line of lines) this.#observer.debugLog(...line);
    for (const invocation of changed.values()) this.#observer.invocationChanged(invocation);
    if (enqueued) this.#observer.enqueued();
    return result;
  }
}
