// The door of the engine: the life of jobs and Invocations, by handlers over a durable queue and a transactional
// store.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import type { PubsubMessage } from '../task/manager.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { Request, Trigger } from '../task/request.ts';
import type { World } from '../task/world.ts';
import type { EngineContext, Handler, HistoryLimits } from './engine-context.ts';
import { abortInvocation, abortJob, retryAbort } from './invocation/abort.ts';
import { appendLog } from './invocation/append-log.ts';
import { announceFinish } from './invocation/finish.ts';
import type { Invocation } from './invocation/invocation.ts';
import { launchInvocation } from './invocation/launch.ts';
import { LaunchesInProgress } from './invocation/launches-in-progress.ts';
import {
  type InvocationPage,
  type ListingOptions,
  listInvocations,
} from './invocation/list-invocations.ts';
import {
  deliverNotification,
  publishMessage,
  pushNotification,
} from './invocation/notifications.ts';
import { startInvocation, startJob } from './invocation/start-invocation.ts';
import { storeUnsavedLines } from './invocation/store-unsaved-lines.ts';
import { deliverTimer } from './invocation/timers.ts';
import { UnsavedLines } from './invocation/unsaved-lines.ts';
import { hasWork } from './job/has-work.ts';
import type { Job } from './job/job.ts';
import { tickCron } from './job/job-cron.ts';
import { setJobPaused } from './job/pause-job.ts';
import { updateProjectJobs } from './job/update-project-jobs.ts';
import { type EngineListener, guarded, type LogLine } from './listener.ts';
import { Pubsub, type PubsubOptions } from './pubsub/pubsub.ts';
import type { Delivery } from './queue/delivery.ts';
import { Dispatcher } from './queue/dispatcher.ts';
import type { DueQueue } from './queue/item-heap.ts';
import type { Payload, PayloadKind } from './queue/queue-item.ts';
import { runUntil } from './queue/virtual-run.ts';
import { EngineStore } from './store/engine-store.ts';
import type { Store } from './store/store.ts';
import type { Timing } from './timing.ts';
import { triageJob } from './triage/triage-job.ts';
import type { TriageLog } from './triage/triage-log.ts';
import { emitTriggers, enqueueTriggers } from './trigger/enqueue-triggers.ts';
import { compareTriggers } from './trigger-order.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type { Invocation } from './invocation/invocation.ts';
export type { Job } from './job/job.ts';
export type { EngineListener } from './listener.ts';

export interface EngineOptions {
  readonly world: World;
  readonly store: Store;
  readonly registry: ManagerRegistry;
  readonly timing: Timing;
  readonly listener?: EngineListener;
  /** Default: everything is kept. */
  readonly history?: HistoryLimits;
  /** Absent: no Invocation can be notified. */
  readonly pubsub?: PubsubOptions;
  /** What is due next; default: the earliest due time. Tests deliver otherwise. */
  readonly queue?: DueQueue;
}

/** What happens with each kind of queue item. */
const HANDLERS: { readonly [Kind in PayloadKind]: Handler<Kind> } = {
  CronTickTask: tickCron,
  EnqueueTriggersTask: enqueueTriggers,
  TriageJobStateTask: triageJob,
  LaunchInvocationTask: launchInvocation,
  TimerTask: deliverTimer,
  NotificationTask: deliverNotification,
  InvocationFinishedTask: announceFinish,
  AbortInvocationTask: retryAbort,
};

/** A job as an administrator sees it (schema.md 1.4). */
export interface DebugJob {
  readonly job: Job;
  readonly pendingTriggers: readonly Trigger[];
  readonly recentlyFinished: readonly InvocationId[];
  readonly triageLog?: TriageLog;
}

/**
 * Keeps nothing of its own but the launches in progress, what is in the queue, and lines that are not stored yet: all
 * state is in the store, so an Engine over the store of one that died goes on where that one was.
 */
export class Engine {
  readonly #context: EngineContext;
  readonly #dispatcher: Dispatcher;
  /** What callers have asked for and is not done yet. */
  readonly #calls = new Set<Promise<unknown>>();
  #running = false;

  constructor(options: EngineOptions) {
    const { world, store, registry, timing, queue } = options;
    const listener = guarded(options.listener ?? {});
    const unsaved = new UnsavedLines();
    this.#dispatcher = new Dispatcher({
      store: () => this.#context.store,
      clock: world.clock,
      timing,
      listener,
      ...(queue && { queue }),
      handle: (payload, delivery) => handle(this.#context, payload, delivery),
    });
    this.#context = {
      world,
      store: new EngineStore(store, listener, unsaved, this.#dispatcher),
      unsaved,
      registry,
      timing,
      listener,
      history: options.history ?? EVERYTHING,
      launches: new LaunchesInProgress(),
      ...(options.pubsub && { pubsub: new Pubsub(options.pubsub, world, registry) }),
    };
  }

  /**
   * Makes the enabled jobs of a project those that are defined. A changed job affects its later
   * Invocations only; one that is gone is disabled, and what it has started runs on.
   *
   * Rejects with a transient TaskError if some jobs could not be updated; the others have been.
   */
  updateProjectJobs(projectId: string, definitions: readonly JobDefinition[]): Promise<void> {
    return this.#call(updateProjectJobs(this.#context, projectId, definitions));
  }

  /** Neither its schedule nor triggers start it any more. Rejects with EngineError `job-not-found`. */
  pauseJob(jobId: JobId, identity: string, reason: string): Promise<void> {
    return this.#call(setJobPaused(this.#context, jobId, { paused: true, by: identity, reason }));
  }

  /** Rejects with EngineError `job-not-found`. */
  resumeJob(jobId: JobId, identity: string, reason: string): Promise<void> {
    return this.#call(setJobPaused(this.#context, jobId, { paused: false, by: identity, reason }));
  }

  /**
   * Sends triggers to a job, whose next triage takes them. A paused job drops them.
   *
   * Rejects with EngineError `job-not-found`.
   */
  emitTriggers(jobId: JobId, triggers: readonly Trigger[]): Promise<void> {
    return this.#call(emitTriggers(this.#context, jobId, triggers));
  }

  /**
   * Allocates an Invocation, which `run` will launch.
   *
   * Rejects with EngineError `job-not-found` if the job is unknown or disabled, and with
   * `request-tag-malformed`.
   */
  startInvocation(jobId: JobId, request: Request): Promise<InvocationId> {
    return this.#call(startInvocation(this.#context, jobId, request));
  }

  /**
   * The same for one job as it is defined here, whatever the stored one was like.
   * @param others to be stored as they are defined here, too, such as those that get its triggers. All others are left
   *   alone.
   *
   * Rejects with EngineError `job-id-malformed` and with `request-tag-malformed`.
   */
  startJob(
    definition: JobDefinition,
    request: Request,
    others: readonly JobDefinition[] = [],
  ): Promise<InvocationId> {
    return this.#call(startJob(this.#context, definition, request, others));
  }

  /**
   * Ends an Invocation as ABORTED: at once, a launch in progress included, or as soon as its Manager can
   * cancel the task. No effect if it has ended. `identity` is `kind:value`, for the log.
   *
   * Rejects with EngineError `job-not-found` if the job is unknown or disabled, and with `invocation-not-found` if it
   * has no such Invocation.
   */
  abortInvocation(jobId: JobId, invocationId: InvocationId, identity: string): Promise<void> {
    return this.#call(abortInvocation(this.#context, jobId, invocationId, identity));
  }

  /**
   * The same for everything that the job has active.
   *
   * Rejects with EngineError `job-not-found`, and with a transient TaskError if some could not be aborted.
   */
  abortJob(jobId: JobId, identity: string): Promise<void> {
    return this.#call(abortJob(this.#context, jobId, identity));
  }

  /**
   * Takes a message that is published in this process to a topic that `Controller.prepareTopic` has named. Resolves
   * when it is stored; `run` delivers it, at least once.
   *
   * Rejects with EngineError `topic-not-found`.
   */
  publish(topic: string, message: PubsubMessage): Promise<void> {
    return this.#call(publishMessage(this.#context, topic, message));
  }

  /**
   * A message that was pushed from outside; one that meets a race is tried once more, a second later.
   * @param manager name of the one that it is for
   * @param signal ends the wait for the second try
   *
   * Resolves when it is dealt with. Rejects with EngineError `notification-refused` or another fatal error if it never
   * can be, with a transient one if it is to be pushed again (`pushResultOf`).
   */
  pushNotification(manager: string, message: PubsubMessage, signal?: AbortSignal): Promise<void> {
    return this.#call(pushNotification(this.#context, manager, message, signal));
  }

  getJob(id: JobId): Promise<Job | undefined> {
    return this.#context.store.transaction((tx) => tx.rows.job(id));
  }

  /** In byte order of their ids, disabled ones included; of all projects if none is named. */
  listJobs(projectId?: string): Promise<readonly Job[]> {
    return this.#context.store.transaction((tx) => tx.rows.jobs(projectId));
  }

  /** See `appendLog` of `invocation/append-log.ts`. */
  appendLog(id: InvocationId, lines: readonly LogLine[]): Promise<void> {
    return this.#call(appendLog(this.#context, id, lines));
  }

  /** See `hasWork` of `job/has-work.ts`. */
  hasWork(jobIds: ReadonlySet<JobId>): Promise<boolean> {
    return this.#context.store.transaction((tx) => hasWork(tx.rows, jobIds));
  }

  getInvocation(id: InvocationId): Promise<Invocation | undefined> {
    return this.#context.store.transaction((tx) => tx.rows.invocation(id));
  }

  /** Rejects with EngineError `listing-malformed` if the cursor is none. */
  listInvocations(jobId: JobId, options: ListingOptions = {}): Promise<InvocationPage> {
    return this.#context.store.transaction((tx) => listInvocations(tx, jobId, options));
  }

  /** Of all jobs: those that have not ended, and the last `limit` that have. Newest first. */
  latestInvocations(limit: number): Promise<readonly Invocation[]> {
    return this.#context.store.transaction((tx) => {
      const found = [...tx.rows.unfinished(), ...tx.rows.lastEnded(limit)];
      return found.sort((a, b) => (a.id < b.id ? -1 : 1));
    });
  }

  /** What waits, what has just ended, and what the last triage had to say. Undefined if there is no such job. */
  debugJob(jobId: JobId): Promise<DebugJob | undefined> {
    return this.#context.store.transaction((tx) => {
      const job = tx.rows.job(jobId);
      if (!job) return undefined;
      const pendingTriggers = [...tx.rows.pendingTriggers(jobId)].sort(compareTriggers);
      const recentlyFinished = tx.rows.recentlyFinished(jobId);
      const triageLog = tx.rows.triageLog(jobId);
      return { job, pendingTriggers, recentlyFinished, ...(triageLog && { triageLog }) };
    });
  }

  /** Keeps an Invocation whatever else the history lets go of, or keeps it no more. No effect if there is none. */
  pinInvocation(id: InvocationId, pinned: boolean): Promise<void> {
    return this.#context.store.transaction((tx) => {
      const invocation = tx.rows.invocation(id);
      if (invocation) tx.putInvocation({ ...invocation, pinned });
    });
  }

  /** Deletes all that has ended and is not pinned. */
  clearHistory(): Promise<void> {
    return this.#context.store.transaction((tx) => {
      for (const { id } of tx.rows.firstEnded(tx.rows.endedCount())) tx.deleteInvocation(id);
    });
  }

  /**
   * Delivers what is in the queue and lets time pass on a virtual clock, which is the one of the engine's World, up to
   * and with `until` (milliseconds since the epoch). Not while `run` runs. See `runUntil` of `queue/virtual-run.ts`.
   */
  runUntil(clock: VirtualClock, until: number, atEnd?: (time: number) => void): Promise<void> {
    return runUntil(this.#dispatcher, clock, until, atEnd);
  }

  /**
   * Delivers what is in the queue as it falls due, until `signal` aborts. Then launches in progress are
   * told to stop, and once they have, or after `Timing.stopGraceMs`, this resolves; what was not finished
   * stays in the queue for the next run over the same store, and what was logged is stored. Calls of other methods that
   * have begun are waited for in the same way: once this has resolved, another engine may run over the store.
   * One run at a time.
   */
  async run(signal: AbortSignal): Promise<void> {
    if (this.#running) throw new Error('this engine is already running');
    this.#running = true;
    try {
      await this.#dispatcher.run(signal);
      await this.#callsSettled();
      await storeUnsavedLines(this.#context);
    } finally {
      this.#running = false;
    }
  }

  /** Keeps track of a call that writes. */
  async #call<T>(call: Promise<T>): Promise<T> {
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  async #callsSettled(): Promise<void> {
    if (this.#calls.size === 0) return;
    const { timing, world } = this.#context;
    const settled = new AbortController();
    const grace = world.clock.sleep(timing.stopGraceMs, settled.signal).catch(() => {});
    await Promise.race([Promise.allSettled(this.#calls), grace]);
    settled.abort();
  }
}

const EVERYTHING: HistoryLimits = {
  count: Number.POSITIVE_INFINITY,
  ageMs: Number.POSITIVE_INFINITY,
};

function handle<Kind extends PayloadKind>(
  engine: EngineContext,
  payload: Payload<Kind>,
  delivery: Delivery,
): Promise<void> {
  const handler: Handler<Kind> = HANDLERS[payload.kind as Kind];
  return handler(engine, payload, delivery);
}
