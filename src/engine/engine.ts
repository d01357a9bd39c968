// The life of jobs and Invocations: handlers over a durable task queue and a transactional store.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { Request } from '../task/request.ts';
import type { World } from '../task/world.ts';
import { abortInvocation, retryAbort } from './abort.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Delivery, EngineContext, Handler } from './engine-context.ts';
import { acknowledgeFinish } from './finish.ts';
import type { Invocation } from './invocation.ts';
import { launchInvocation } from './launch.ts';
import { LaunchesInProgress } from './launches-in-progress.ts';
import { type EngineListener, guarded } from './listener.ts';
import { ObservedStore } from './observed-store.ts';
import { startInvocation, startJob } from './start-invocation.ts';
import type { Store } from './store.ts';
import { storeUnsavedLines } from './store-unsaved-lines.ts';
import type { Payload, PayloadKind } from './task-queue.ts';
import { deliverTimer } from './timers.ts';
import type { Timing } from './timing.ts';
import { UnsavedLines } from './unsaved-lines.ts';
import { updateProjectJobs } from './update-project-jobs.ts';

export type { Invocation } from './invocation.ts';
export type { EngineListener } from './listener.ts';

export interface EngineOptions {
  readonly world: World;
  readonly store: Store;
  readonly registry: ManagerRegistry;
  readonly timing: Timing;
  readonly listener?: EngineListener;
}

/** What happens with each kind of queue item. */
const HANDLERS: { readonly [Kind in PayloadKind]: Handler<Kind> } = {
  LaunchInvocationTask: launchInvocation,
  TimerTask: deliverTimer,
  AbortInvocationTask: retryAbort,
  InvocationFinishedTask: acknowledgeFinish,
};

/**
 * Keeps nothing of its own but the launches in progress and lines that are not stored yet: all state is in the store, so an Engine over
 * the store of one that died goes on where that one was.
 */
export class Engine {
  readonly #context: EngineContext;
  readonly #dispatcher: Dispatcher;
  #running = false;

  constructor({ world, store, registry, timing, listener = {} }: EngineOptions) {
    const told = guarded(listener);
    const unsaved = new UnsavedLines();
    this.#dispatcher = new Dispatcher({
      queue: store.queue,
      clock: world.clock,
      timing,
      listener: told,
      handle: (payload, delivery) => handle(this.#context, payload, delivery),
    });
    this.#context = {
      world,
      store: new ObservedStore(
        store,
        { ...told, enqueued: () => this.#dispatcher.wake() },
        unsaved,
      ),
      unsaved,
      registry,
      timing,
      listener: told,
      launches: new LaunchesInProgress(),
    };
  }

  /**
   * Makes the enabled jobs of a project those that are defined. A changed job affects its later
   * Invocations only; one that is gone is disabled, and what it has started runs on.
   *
   * Rejects with a transient TaskError if some jobs could not be updated; the others have been.
   */
  updateProjectJobs(projectId: string, definitions: readonly JobDefinition[]): Promise<void> {
    return updateProjectJobs(this.#context, projectId, definitions);
  }

  /**
   * Allocates an Invocation, which `run` will launch.
   *
   * Rejects with EngineError `job-not-found` if the job is unknown or disabled, and with
   * `request-tag-malformed`.
   */
  startInvocation(jobId: JobId, request: Request): Promise<InvocationId> {
    return startInvocation(this.#context, jobId, request);
  }

  /**
   * The same for one job as it is defined here, whatever the stored one was like. Other jobs are left alone.
   *
   * Rejects with EngineError `job-id-malformed` and with `request-tag-malformed`.
   */
  startJob(definition: JobDefinition, request: Request): Promise<InvocationId> {
    return startJob(this.#context, definition, request);
  }

  /**
   * Ends an Invocation as ABORTED: at once, a launch in progress included, or as soon as its Manager can
   * cancel the task. No effect if it has ended. `identity` is `kind:value`, for the log.
   *
   * Rejects with EngineError `invocation-not-found` if the job has no such Invocation.
   */
  abortInvocation(jobId: JobId, invocationId: InvocationId, identity: string): Promise<void> {
    return abortInvocation(this.#context, jobId, invocationId, identity);
  }

  getInvocation(id: InvocationId): Promise<Invocation | undefined> {
    return this.#context.store.transaction((tx) => tx.invocation(id));
  }

  /** Newest first; of all jobs if none is named. */
  listInvocations(jobId?: JobId): Promise<readonly Invocation[]> {
    return this.#context.store.transaction((tx) => tx.invocations(jobId));
  }

  /**
   * Delivers what is in the queue as it falls due, until `signal` aborts. Then launches in progress are
   * told to stop, and once they have, or after `Timing.stopGraceMs`, this resolves; what was not finished
   * stays in the queue for the next run over the same store, and what was logged is stored. One run at a time.
   */
  async run(signal: AbortSignal): Promise<void> {
    if (this.#running) throw new Error('this engine is already running');
    this.#running = true;
    try {
      await this.#dispatcher.run(signal);
      await storeUnsavedLines(this.#context);
    } finally {
      this.#running = false;
    }
  }
}

function handle<Kind extends PayloadKind>(
  engine: EngineContext,
  payload: Payload<Kind>,
  delivery: Delivery,
): Promise<void> {
  const handler: Handler<Kind> = HANDLERS[payload.kind as Kind];
  return handler(engine, payload, delivery);
}
