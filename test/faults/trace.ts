// The trace of what has been committed to a store, however the answers went.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import { isActive } from '../../src/engine/job/job.ts';
import type { QueueItem } from '../../src/engine/queue/queue-item.ts';
import type { Store, Transaction } from '../../src/engine/store/store.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { Trigger } from '../../src/task/request.ts';
import { isFinal } from '../../src/task/status.ts';
import { overridden } from '../engine/store/overridden.ts';
import { readProgress } from './actor.ts';

/** A trigger on its way to a job, or at its end. */
export interface TracedTrigger {
  readonly jobId: JobId;
  readonly triggerId: string;
}

export interface DroppedTrigger extends TracedTrigger {
  /** Undefined if nobody has said any. */
  readonly reason: string | undefined;
}

/** Lines that a committed change says it carries: the first `lines` of a call. */
export interface CarriedLines {
  readonly invocationId: InvocationId;
  readonly call: number;
  readonly lines: number;
}

/** What an Invocation was started with. */
export interface StartedInvocation extends Pick<Invocation, 'id' | 'jobId'> {
  readonly incomingTriggers: readonly Pick<Trigger, 'id'>[];
}

export class Trace {
  /** What was put into the queue as arriving, or has arrived. */
  readonly sent: TracedTrigger[] = [];
  readonly dropped: DroppedTrigger[] = [];
  /** As each was committed first. */
  readonly started: StartedInvocation[] = [];
  /** One for each change from not final to final. */
  readonly ends: InvocationId[] = [];
  /** Changes of what has ended. */
  readonly afterEnd: InvocationId[] = [];
  /** Timers that were pending at some time. */
  readonly armed = new Map<string, InvocationId>();
  /** Timers that a change which did not end the Invocation, or did, has used up, each time. */
  readonly usedUp: string[] = [];
  readonly carried: CarriedLines[] = [];
  /** Committed transactions. */
  commits = 0;
  /** All that were ever in the queue. */
  readonly #items: Map<number, QueueItem>;

  constructor(items: Iterable<QueueItem> = []) {
    this.#items = new Map([...items].map((item) => [item.id, item]));
  }

  /** The store, watched. */
  over(store: Store): Store {
    return {
      transaction: (body) =>
        store.transaction((tx) => {
          const watched = new WatchedTransaction(tx, this.#items);
          const value = body(watched.tx);
          this.#commit(watched);
          return value;
        }),
    };
  }

  /**
   * The same, for a store whose commits may be lost: what a transaction adds is given to `keep`, within it, and not kept
   * here.
   */
  overParts(store: Store, keep: (part: Trace) => void): Store {
    return {
      transaction: (body) =>
        store.transaction((tx) => {
          const watched = new WatchedTransaction(tx, this.#items);
          const value = body(watched.tx);
          const part = new Trace();
          part.#commit(watched);
          for (const item of watched.enqueued) this.#items.set(item.id, item);
          if (watched.hasWritten) keep(part);
          return value;
        }),
    };
  }

  /** Adds what came after. */
  add(part: Omit<Trace, 'over' | 'overParts' | 'add'>): void {
    this.sent.push(...part.sent);
    this.dropped.push(...part.dropped);
    this.started.push(...part.started);
    this.ends.push(...part.ends);
    this.afterEnd.push(...part.afterEnd);
    for (const [timerId, id] of part.armed) this.armed.set(timerId, id);
    this.usedUp.push(...part.usedUp);
    this.carried.push(...part.carried);
    this.commits += part.commits;
  }

  /** A transaction that throws after this is a mistake of the test: nothing else can follow in it. */
  #commit(watched: WatchedTransaction): void {
    this.commits++;
    for (const item of watched.enqueued) this.#enqueued(item);
    for (const { before, after } of watched.changes) this.#changed(before, after);
    this.dropped.push(...watched.droppedTriggers());
  }

  #enqueued(item: QueueItem): void {
    this.#items.set(item.id, item);
    const { payload } = item;
    if (payload.kind !== 'EnqueueTriggersTask') return;
    for (const { id } of payload.triggers) {
      this.sent.push({ jobId: payload.jobId, triggerId: id });
    }
  }

  #changed(before: Invocation | undefined, after: Invocation): void {
    const { id } = after;
    if (before === undefined) {
      const { jobId, incomingTriggers } = after;
      const triggers = incomingTriggers.map((trigger) => ({ id: trigger.id }));
      this.started.push({ id, jobId, incomingTriggers: triggers });
    }
    const had = before?.pendingTimers ?? [];
    if (before && isFinal(before.status)) this.afterEnd.push(id);
    else if (isFinal(after.status)) this.ends.push(id);
    for (const timer of after.pendingTimers) this.armed.set(timer.id, id);
    const left = new Set(after.pendingTimers.map((timer) => timer.id));
    this.usedUp.push(...had.filter((timer) => !left.has(timer.id)).map((timer) => timer.id));
    const progress = readProgress(after.taskData);
    if (progress)
      this.carried.push({ invocationId: id, call: progress.call, lines: progress.lines });
  }
}

class WatchedTransaction {
  readonly tx: Transaction;
  readonly enqueued: QueueItem[] = [];
  readonly changes: { before: Invocation | undefined; after: Invocation }[] = [];
  readonly #consumed: TracedTrigger[] = [];
  readonly #inactive: DroppedTrigger[] = [];
  #triageLog = '';

  constructor(tx: Transaction, items: ReadonlyMap<number, QueueItem>) {
    this.tx = overridden(tx, {
      putInvocation: (after) => {
        this.changes.push({ before: tx.invocation(after.id), after });
        tx.putInvocation(after);
      },
      enqueue: (item) => {
        const stored = tx.enqueue(item);
        if (stored) this.enqueued.push(stored);
        return stored;
      },
      deleteItem: (id) => {
        this.#arrived(items.get(id), tx);
        tx.deleteItem(id);
      },
      consumeTriggers: (jobId, ids, now) => {
        this.#consumed.push(...ids.map((triggerId) => ({ jobId, triggerId })));
        tx.consumeTriggers(jobId, ids, now);
      },
      putTriageLog: (jobId, log) => {
        this.#triageLog = log.debugLog;
        tx.putTriageLog(jobId, log);
      },
    });
  }

  get hasWritten(): boolean {
    const written = this.enqueued.length + this.changes.length + this.#consumed.length;
    return written + this.#inactive.length > 0;
  }

  /** Triggers that this transaction has taken from a job for nothing, with the reason that its log gives. */
  droppedTriggers(): readonly DroppedTrigger[] {
    const used = new Set<string>();
    for (const { before, after } of this.changes) {
      if (!before) for (const { id } of after.incomingTriggers) used.add(`${after.jobId} ${id}`);
    }
    const dropped = this.#consumed.filter(
      ({ jobId, triggerId }) => !used.has(`${jobId} ${triggerId}`),
    );
    const told = toldDrops(this.#triageLog);
    const reason = told === dropped.length ? 'the triage log says so' : undefined;
    return [...dropped.map((trigger) => ({ ...trigger, reason })), ...this.#inactive];
  }

  /** Triggers that arrive at a job that takes none are dropped, by right (engine.md T4). */
  #arrived(item: QueueItem | undefined, tx: Transaction): void {
    if (item?.payload.kind !== 'EnqueueTriggersTask') return;
    const { jobId, triggers } = item.payload;
    const job = tx.job(jobId);
    if (job && isActive(job)) return;
    for (const { id } of triggers) {
      this.#inactive.push({ jobId, triggerId: id, reason: 'the job is not active' });
    }
  }
}

/** How many triggers a triage log says were dropped. */
function toldDrops(log: string): number {
  const texts = [
    /dropping all pending triggers \((\d+)\)/,
    /dropping the oldest (\d+)/,
    /triggers and discards (\d+)/,
  ];
  return texts.reduce((sum, text) => sum + Number(text.exec(log)?.[1] ?? 0), 0);
}
