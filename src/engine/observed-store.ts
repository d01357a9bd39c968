// A store that says what has been committed to it.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { Invocation } from './invocation.ts';
import type { LogLine } from './listener.ts';
import type { Store, Transaction } from './store.ts';
import type { TaskQueue } from './task-queue.ts';
import type { UnsavedLines } from './unsaved-lines.ts';

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
  /** The lines of an Invocation that are not stored yet; if the transaction commits, they count as stored. */
  takeUnsaved(invocationId: InvocationId): string;
}

/** Passes everything through to another store. */
export class ObservedStore {
  readonly #store: Store;
  readonly #observer: StoreObserver;
  readonly #unsaved: UnsavedLines;

  constructor(store: Store, observer: StoreObserver, unsaved: UnsavedLines) {
    this.#store = store;
    this.#observer = observer;
    this.#unsaved = unsaved;
  }

  get queue(): TaskQueue {
    return this.#store.queue;
  }

  /** As `Store.transaction`. */
  async transaction<T>(body: (tx: ObservedTransaction) => T): Promise<T> {
    let lines: Parameters<StoreObserver['debugLog']>[] = [];
    let changed = new Map<InvocationId, Invocation>();
    let enqueued = false;
    const taken = new Map<InvocationId, readonly string[]>();
    const giveBack = () => {
      for (const [id, unsaved] of taken) this.#unsaved.giveBack(id, unsaved);
      taken.clear();
    };
    const attempt = this.#store.transaction((tx) => {
      giveBack();
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
        takeUnsaved: (id) => {
          const before = taken.get(id) ?? [];
          const unsaved = this.#unsaved.take(id);
          taken.set(id, [...before, ...unsaved]);
          return unsaved.join('');
        },
      });
    });
    const result = await attempt.catch((error) => {
      giveBack();
      throw error;
    });
    for (const line of lines) this.#observer.debugLog(...line);
    for (const invocation of changed.values()) this.#observer.invocationChanged(invocation);
    if (enqueued) this.#observer.enqueued();
    return result;
  }
}
