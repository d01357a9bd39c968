// The engine in this process, over memory or over a file that this process owns.

import { randomBytes } from 'node:crypto';
import { Engine, type EngineListener, type Invocation } from '../../src/engine/engine.ts';
import type { HistoryLimits } from '../../src/engine/engine-context.ts';
import { PUSH_PATH } from '../../src/engine/pubsub/topic-names.ts';
import type { Store } from '../../src/engine/store/store.ts';
import type { Timing } from '../../src/engine/timing.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { ManagerRegistry } from '../../src/task/manager-registry.ts';
import type { Request } from '../../src/task/request.ts';
import type { World } from '../../src/task/world.ts';
import { hmacSha256 } from '../node/hmac.ts';
import { openPushEndpoint, type PushEndpoint } from '../pubsub/push-endpoint.ts';
import type { OwnedFile } from '../sqlite/engine-file.ts';
import type { EngineCompanion } from './engine-companion.ts';
import { answerRequest } from './engine-requests.ts';
import { type EngineSession, MAX_SHOWN } from './engine-session.ts';
import { definitionsOf, type JobRun } from './job-run.ts';

export interface OwnedSessionOptions {
  readonly world: World;
  readonly registry: ManagerRegistry;
  readonly timing: Timing;
  readonly listener: EngineListener;
  /** Who starts and aborts: `kind:value`. */
  readonly identity: string;
  /** Asked again at each end: it may change. */
  readonly history: HistoryLimits;
  /** Where publishers of other processes on this machine push messages to; nowhere if absent. 0 for any that is free. */
  readonly pushPort?: number;
  /** What runs beside the engine, as long as it does. */
  readonly companion?: EngineCompanion;
}

/** How often to look whether another process asks for something. Milliseconds. */
const REQUESTS_POLL_MS = 300;

export class OwnedSession implements EngineSession {
  readonly #options: OwnedSessionOptions;
  readonly #engine: Engine;
  readonly #file: OwnedFile | undefined;
  readonly #stop = new AbortController();
  readonly #run: Promise<unknown>;
  readonly #endpoint: Promise<PushEndpoint | undefined>;

  /**
   * What the store has in flight goes on.
   * @param file with its store; undefined for one that is not shared
   */
  constructor(options: OwnedSessionOptions, store: Store, file: OwnedFile | undefined) {
    const { world, registry, timing, listener, history } = options;
    this.#options = options;
    this.#file = file;
    this.#engine = new Engine({
      world,
      registry,
      timing,
      listener,
      store,
      history,
      // Without a file, the store lasts as long as this engine, and so does the secret.
      pubsub: { app: 'local', hmac: hmacSha256(file?.tokenSecret ?? randomBytes(32)) },
    });
    const { signal } = this.#stop;
    options.companion?.attach(this.#engine);
    this.#run = Promise.all([this.#engine.run(signal), this.#answerRequests(signal)]);
    this.#endpoint = this.#openEndpoint();
  }

  latest(): Promise<readonly Invocation[]> {
    return this.#engine.latestInvocations(MAX_SHOWN);
  }

  start(run: JobRun): Promise<InvocationId> {
    const { properties, triggers = [] } = run;
    const { identity, world } = this.#options;
    const created = world.clock.now();
    const [definition, ...others] = definitionsOf(run);
    const request: Request = {
      triggeredBy: identity,
      incomingTriggers: triggers.map((trigger, orderInBatch) => ({
        created,
        orderInBatch,
        emittedByUser: identity,
        ...trigger,
      })),
      tags: [],
      ...(properties && { properties }),
    };
    return this.#engine.startJob(definition, request, others);
  }

  hasWork(jobIds: ReadonlySet<JobId>): Promise<boolean> {
    return this.#engine.hasWork(jobIds);
  }

  abort(jobId: JobId, id: InvocationId): Promise<void> {
    return this.#engine.abortInvocation(jobId, id, this.#options.identity);
  }

  pin(id: InvocationId, pinned: boolean): Promise<void> {
    return this.#engine.pinInvocation(id, pinned);
  }

  clearHistory(): Promise<void> {
    return this.#engine.clearHistory();
  }

  async stop(): Promise<void> {
    await this.#options.companion?.close();
    await (await this.#endpoint)?.close();
    this.#stop.abort(new Error('the runner is stopping'));
    await this.#run;
    this.#file?.close();
  }

  /** Undefined if none is wanted, or the port cannot be had, which is no reason not to run anything. */
  async #openEndpoint(): Promise<PushEndpoint | undefined> {
    const { pushPort, listener } = this.#options;
    if (pushPort === undefined) return undefined;
    try {
      const endpoint = await openPushEndpoint({
        port: pushPort,
        handle: ({ manager }, message, signal) =>
          this.#engine.pushNotification(manager, message, signal),
      });
      listener.serviceLog?.(`Messages of PubSub are taken at ${endpoint.origin}${PUSH_PATH}`);
      return endpoint;
    } catch (error) {
      listener.serviceLog?.(`Messages of PubSub cannot be taken at port ${pushPort}`, error);
      return undefined;
    }
  }

  async #answerRequests(signal: AbortSignal): Promise<void> {
    if (!this.#file) return;
    const { store, requests } = this.#file;
    const { clock } = this.#options.world;
    let mayHaveCome = true; // Before this process came to own the file.
    while (!signal.aborted) {
      if (mayHaveCome || store.hasChanged()) mayHaveCome = !(await this.#answerAll(requests));
      await clock.sleep(REQUESTS_POLL_MS, signal).catch(() => {});
    }
  }

  /** False if the store has failed: then they come again. */
  async #answerAll(requests: OwnedFile['requests']): Promise<boolean> {
    try {
      for (const request of await requests.take(this.#options.world.clock.now())) {
        await requests.answer(request.id, await answerRequest(this, request));
      }
      return true;
    } catch (error) {
      this.#options.listener.serviceLog?.('Could not answer another window', error);
      return false;
    }
  }
}
