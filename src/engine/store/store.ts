// The contract of the engine's store: transactions over jobs, triggers, Invocations, the queue and what Managers
// keep together.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { Job } from '../job/job.ts';
import type { NewQueueItem, QueueItem } from '../queue/queue-item.ts';
import type { TriageLog } from '../triage/triage-log.ts';

/**
 * Reads see the store as it was at the start of the transaction plus the transaction's own writes.
 *
 * Records are plain data (`plain-data.ts`) that nobody changes: a store may keep and give out the very object that
 * it was given.
 */
export interface Transaction {
  job(id: JobId): Job | undefined;
  /** In byte order of their ids, disabled ones included; of one project if one is named. */
  jobs(projectId?: string): readonly Job[];
  putJob(job: Job): void;

  invocation(id: InvocationId): Invocation | undefined;
  putInvocation(invocation: Invocation): void;
  /** No effect if there is none. */
  deleteInvocation(id: InvocationId): void;
  /** Those of a job that have ended, by ascending id, which is newest first: those after `after`, at most `limit`. */
  endedOf(jobId: JobId, after: InvocationId | undefined, limit: number): readonly Invocation[];
  /** Those that have not ended, in any order. */
  unfinished(): readonly Invocation[];
  /** Those of all jobs that have ended, at most `limit`, those that ended last first. */
  lastEnded(limit: number): readonly Invocation[];
  /** The same from the other end, without those that are pinned. */
  firstEnded(limit: number): readonly Invocation[];
  /** How many have ended and are not pinned. */
  endedCount(): number;

  /** The triggers that wait for the job to take them, in any order. */
  pendingTriggers(jobId: JobId): readonly Trigger[];
  /** Adds a trigger. No effect if one of its id is pending or has left a tombstone (engine.md T5). */
  addPendingTrigger(jobId: JobId, trigger: Trigger): void;
  /**
   * Takes triggers out of those that are pending, and leaves a tombstone for each.
   * @param now milliseconds since the epoch
   */
  consumeTriggers(jobId: JobId, ids: readonly string[], now: number): void;
  /** Forgets the tombstones of what was consumed at `time` or before. Milliseconds since the epoch. */
  purgeTombstones(jobId: JobId, time: number): void;

  /** The Invocations that have ended and that the job has not acknowledged, each once, in any order. */
  recentlyFinished(jobId: JobId): readonly InvocationId[];
  addRecentlyFinished(jobId: JobId, id: InvocationId): void;
  clearRecentlyFinished(jobId: JobId): void;

  triageLog(jobId: JobId): TriageLog | undefined;
  putTriageLog(jobId: JobId, log: TriageLog): void;

  /** What a Manager keeps under a key; nobody changes these bytes. */
  keptBytes(key: string): Uint8Array | undefined;
  putKeptBytes(key: string, bytes: Uint8Array): void;

  /** Puts an item into the queue. Undefined if there is one of its name. */
  enqueue(item: NewQueueItem): QueueItem | undefined;
  /** Stores another due time or attempt of an item. No effect if it is gone. */
  putItem(item: QueueItem): void;
  /** No effect if it is gone. */
  deleteItem(id: number): void;
  /** All items, in any order. */
  items(): readonly QueueItem[];
}

export interface Store {
  /**
   * Runs `body` at once in a serializable transaction: all its writes take effect, or, if it throws, none, and the
   * promise rejects with what it threw. `body` is synchronous, nothing slow can happen inside of it; it does
   * nothing but read and write through `tx`, and not after it has returned.
   *
   * Resolves when what was written is as durable as it will be; the promises of transactions settle in the order
   * in which they were called. Rejects with a transient TaskError when the store fails; whether the writes have
   * taken effect is then unknown to the caller, who has to look.
   */
  transaction<T>(body: (tx: Transaction) => T): Promise<T>;

  /**
   * The same for a store in which nothing takes time and that never fails: returns what `body` returns and throws
   * what it throws. Absent in others.
   */
  transactNow?<T>(body: (tx: Transaction) => T): T;
}
