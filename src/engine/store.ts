// The contract of the engine's store: transactions over jobs, Invocations and the task queue together.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { Invocation } from './invocation.ts';
import type { Job } from './job.ts';
import type { NewQueueItem, TaskQueue } from './task-queue.ts';

/**
 * Reads see the store as it was at the start of the transaction plus the transaction's own writes.
 * What is read is the reader's own copy, and what is written is copied.
 */
export interface Transaction {
  job(id: JobId): Job | undefined;
  /** Of one project, in byte order of their ids; disabled ones included. */
  jobsOf(projectId: string): readonly Job[];
  putJob(job: Job): void;

  invocation(id: InvocationId): Invocation | undefined;
  /** By ascending id, which is newest first; of all jobs if none is named. */
  invocations(jobId?: JobId): readonly Invocation[];
  putInvocation(invocation: Invocation): void;

  enqueue(item: NewQueueItem): void;
}

export interface Store {
  /**
   * Runs `body` in a serializable transaction: all its writes take effect, or, if it throws, none,
   * and the error is passed on. `body` may be run again after a conflict, so it does nothing but read
   * and write through `tx`. It is synchronous: nothing slow can happen inside a transaction.
   *
   * The promises of transactions settle in the order of their commits. Rejects with a transient
   * TaskError when the store fails.
   */
  transaction<T>(body: (tx: Transaction) => T): Promise<T>;

  readonly queue: TaskQueue;
}
