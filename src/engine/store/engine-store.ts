// The store as handlers see it: what they commit is told to the queue and to who listens.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { UnsavedChunk, UnsavedLines } from '../invocation/unsaved-lines.ts';
import type { Job } from '../job/job.ts';
import type { EngineListener, LogLine } from '../listener.ts';
import type { Delivery } from '../queue/delivery.ts';
import type { Payload, QueueItem } from '../queue/queue-item.ts';
import type { Store, Transaction } from './store.ts';

/** Who keeps track of what is in the queue. */
export interface QueueObserver {
  /** The transaction has put this into the queue. */
  enqueued(item: QueueItem): void;
  /** The store has failed: whatever it was asked to do, it may have done. */
  uncertain(): void;
}

/** What `EngineTransaction` does itself, so that nobody does it unobserved. */
type Observed =
  | 'putJob'
  | 'putInvocation'
  | 'deleteInvocation'
  | 'enqueue'
  | 'putItem'
  | 'deleteItem';

interface ShownLine {
  readonly jobId: JobId;
  readonly invocationId: InvocationId;
  readonly line: LogLine;
}

interface TakenLines {
  readonly id: InvocationId;
  readonly chunks: readonly UnsavedChunk[];
}

/** One transaction of a handler, and what follows from it once it is committed. */
export class EngineTransaction {
  /** The rest of what the store can do. */
  readonly rows: Omit<Transaction, Observed>;
  readonly #tx: Transaction;
  readonly #unsaved: UnsavedLines;
  // Of most transactions, little follows.
  #jobs: Job[] | undefined;
  #invocations: Invocation[] | undefined;
  #deleted: InvocationId[] | undefined;
  #items: QueueItem[] | undefined;
  #lines: ShownLine[] | undefined;
  #taken: TakenLines[] | undefined;
  #finished: Delivery | undefined;

  constructor(tx: Transaction, unsaved: UnsavedLines) {
    this.rows = tx;
    this.#tx = tx;
    this.#unsaved = unsaved;
  }

  /** Listeners hear of the job as it was put last. */
  putJob(job: Job): void {
    this.#tx.putJob(job);
    this.#jobs = withRow(this.#jobs, job);
  }

  /** Listeners hear of the Invocation as it was put last. */
  putInvocation(invocation: Invocation): void {
    this.#tx.putInvocation(invocation);
    this.#invocations = withRow(this.#invocations, invocation);
  }

  deleteInvocation(id: InvocationId): void {
    this.#tx.deleteInvocation(id);
    this.#deleted = added(this.#deleted, id);
  }

  /**
   * @param due in milliseconds since the epoch; the past means at once
   * @param name see `NewQueueItem`
   */
  enqueue(payload: Payload, due: number, name?: string): void {
    const item = this.#tx.enqueue(name === undefined ? { payload, due } : { payload, due, name });
    if (item) this.#items = added(this.#items, item);
  }

  /** Counts the delivery as begun: should the process die in it, the next one is another attempt. */
  countAttempt({ item }: Delivery): void {
    this.#tx.putItem({ ...item, attempt: item.attempt + 1 });
  }

  /** Takes the delivered item out of the queue, together with all that its delivery has come to. */
  finish(delivery: Delivery): void {
    this.#tx.deleteItem(delivery.item.id);
    this.#finished = delivery;
  }

  /** To be delivered again. */
  postpone(item: QueueItem): void {
    this.#tx.putItem(item);
  }

  /** Shows a line of an Invocation's log if the transaction commits; storing it is another matter. */
  announce(jobId: JobId, invocationId: InvocationId, line: LogLine): void {
    this.#lines = added(this.#lines, { jobId, invocationId, line });
  }

  /**
   * The lines of an Invocation that its log, as it is stored, does not have yet; if the transaction commits,
   * they count as stored.
   */
  takeUnsaved({ id, debugLog }: Invocation): string {
    const { lines, chunks } = this.#unsaved.take(id, debugLog);
    if (chunks.length > 0) this.#taken = added(this.#taken, { id, chunks });
    return lines;
  }

  /** Tells of what has been committed. */
  committed(queue: QueueObserver, listener: Required<EngineListener>): void {
    if (this.#finished) this.#finished.finished = true;
    if (this.#taken) for (const { id, chunks } of this.#taken) this.#unsaved.stored(id, chunks);
    if (this.#items) for (const item of this.#items) queue.enqueued(item);
    if (this.#lines) {
      for (const { jobId, invocationId, line } of this.#lines) {
        listener.debugLog(jobId, invocationId, line);
      }
    }
    if (this.#jobs) for (const job of this.#jobs) listener.jobChanged(job);
    if (this.#invocations) for (const row of this.#invocations) listener.invocationChanged(row);
    if (this.#deleted) for (const id of this.#deleted) listener.invocationDeleted(id);
  }
}

function added<T>(values: T[] | undefined, value: T): T[] {
  if (values === undefined) return [value];
  values.push(value);
  return values;
}

/** With a record, which takes the place of one of the same id: there are few. */
function withRow<Row extends { readonly id: unknown }>(rows: Row[] | undefined, row: Row): Row[] {
  const place = rows?.findLastIndex(({ id }) => id === row.id) ?? -1;
  if (rows === undefined || place === -1) return added(rows, row);
  rows[place] = row;
  return rows;
}

export class EngineStore {
  readonly #store: Store;
  readonly #inNoTime: Store['transactNow'];
  readonly #listener: Required<EngineListener>;
  readonly #unsaved: UnsavedLines;
  readonly #queue: QueueObserver;

  constructor(
    store: Store,
    listener: Required<EngineListener>,
    unsaved: UnsavedLines,
    queue: QueueObserver,
  ) {
    this.#store = store;
    this.#inNoTime = store.transactNow?.bind(store);
    this.#listener = listener;
    this.#unsaved = unsaved;
    this.#queue = queue;
  }

  /**
   * As `Store.transaction`. Listeners hear of it before the promise resolves; over a store that knows `transactNow`,
   * before this returns.
   */
  transaction<T>(body: (tx: EngineTransaction) => T): Promise<T> {
    if (!this.#inNoTime) return this.#transact(body);
    try {
      return Promise.resolve(this.#transactNow(this.#inNoTime, body));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #transactNow<T>(
    transactNow: NonNullable<Store['transactNow']>,
    body: (tx: EngineTransaction) => T,
  ): T {
    let engineTx: EngineTransaction | undefined;
    const result = transactNow((tx) => {
      engineTx = new EngineTransaction(tx, this.#unsaved);
      return body(engineTx);
    });
    engineTx?.committed(this.#queue, this.#listener);
    return result;
  }

  async #transact<T>(body: (tx: EngineTransaction) => T): Promise<T> {
    let engineTx: EngineTransaction | undefined;
    let threw = true;
    try {
      const result = await this.#store.transaction((tx) => {
        engineTx = new EngineTransaction(tx, this.#unsaved);
        const value = body(engineTx);
        threw = false;
        return value;
      });
      engineTx?.committed(this.#queue, this.#listener);
      return result;
    } catch (error) {
      if (!threw || engineTx === undefined) this.#queue.uncertain();
      throw error;
    }
  }
}
