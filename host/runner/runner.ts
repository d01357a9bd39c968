// The local runner: jobs on this machine, one invocation or several at a time, with events for who listens.

import { randomBytes } from 'node:crypto';
import { Engine } from '../../src/engine/engine.ts';
import { formatLogLine } from '../../src/engine/invocation/debug-log.ts';
import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { LogLine } from '../../src/engine/listener.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import { interactiveTiming, type Timing } from '../../src/engine/timing.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import type { ManagerRegistry } from '../../src/task/manager-registry.ts';
import type { Struct } from '../../src/task/request.ts';
import { isFinal } from '../../src/task/status.ts';
import { unmarshalTask } from '../../src/task/task-definition.ts';
import type { World } from '../../src/task/world.ts';
import { hmacSha256 } from '../node/hmac.ts';
import { logToShow } from './log-to-show.ts';
import { RunHistory, type RunRecord } from './run-history.ts';
import { standaloneJob } from './standalone-job.ts';

export type RunnerEvent =
  /** An invocation has begun or changed. */
  | { readonly kind: 'changed'; readonly record: RunRecord }
  /** The log, whole lines of it, goes on with `text` from `start` on, in UTF-16 units; with 0 it is all new. */
  | {
      readonly kind: 'log';
      readonly id: InvocationId;
      readonly start: number;
      readonly text: string;
    }
  /** These are remembered no more. */
  | { readonly kind: 'removed'; readonly ids: readonly InvocationId[] };

export interface RunnerOptions {
  readonly world: World;
  readonly registry: ManagerRegistry;
  /** Who starts and aborts invocations here, as logs name them: `kind:value`. */
  readonly identity: string;
  /** Default: `interactiveTiming`. */
  readonly timing?: Timing;
  /** How many ended invocations are remembered. */
  readonly historyLimit?: number;
  /** Called for each event, in order; must not throw. */
  readonly onEvent: (event: RunnerEvent) => void;
  /** What concerns the runner rather than any invocation. */
  readonly onServiceLog?: (message: string, error?: unknown) => void;
}

const DEFAULT_HISTORY_LIMIT = 100;

export class Runner {
  readonly #options: RunnerOptions;
  readonly #history: RunHistory;
  readonly #stop = new AbortController();
  /** Nothing runs, no queue is watched, until somebody starts something. */
  #engine: { readonly engine: Engine; readonly run: Promise<void> } | undefined;
  /** Settles when every `start` so far is through. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#history = new RunHistory(options.historyLimit ?? DEFAULT_HISTORY_LIMIT);
  }

  /** Newest first. */
  records(): readonly RunRecord[] {
    return this.#history.all();
  }

  record(id: InvocationId): RunRecord | undefined {
    return this.#history.get(id);
  }

  /**
   * Starts an invocation of the job as it is defined here and now. Jobs are known by their id, as in the
   * service: two configs of one project that define the same job speak of the same job.
   *
   * @param properties of the request
   * Rejects if the runner is stopped, or if the engine cannot allocate the invocation.
   */
  start(definition: JobDefinition, properties?: Struct): Promise<InvocationId> {
    const started = this.#allocate(definition, properties);
    this.#starting = Promise.allSettled([this.#starting, started]);
    return started;
  }

  /**
   * Ends an invocation as ABORTED. No effect if it has ended.
   * Rejects if it is not known here.
   */
  async abort(id: InvocationId): Promise<void> {
    const record = this.#history.get(id);
    if (!record || !this.#engine) throw new Error(`there is no invocation ${id}`);
    await this.#engine.engine.abortInvocation(record.invocation.jobId, id, this.#options.identity);
  }

  /** Forgets all that has ended. */
  clearEnded(): void {
    this.#removed(this.#history.clearEnded());
  }

  /**
   * Tells what runs to stop, and resolves when it has, or when it has had its time to (`Timing.stopGraceMs`).
   * Nothing can be started any more.
   */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the runner is stopping'));
    await this.#starting;
    await this.#engine?.run;
  }

  async #allocate(definition: JobDefinition, properties?: Struct): Promise<InvocationId> {
    this.#stop.signal.throwIfAborted();
    this.#engine ??= this.#startEngine();
    return this.#engine.engine.startJob(standaloneJob(definition), {
      triggeredBy: this.#options.identity,
      incomingTriggers: [],
      tags: [],
      ...(properties && { properties }),
    });
  }

  #startEngine() {
    const { world, registry, timing = interactiveTiming, onServiceLog } = this.#options;
    const engine = new Engine({
      world,
      registry,
      timing,
      store: new MemoryStore(),
      // The store lasts as long as this engine, and so does the secret.
      pubsub: { app: 'local', hmac: hmacSha256(randomBytes(32)) },
      listener: {
        invocationChanged: (invocation) => this.#changed(invocation),
        debugLog: (_jobId, id, line) => this.#logged(id, line),
        ...(onServiceLog && { serviceLog: onServiceLog }),
      },
    });
    return { engine, run: engine.run(this.#stop.signal) };
  }

  #changed(invocation: Invocation): void {
    const known = this.#history.get(invocation.id);
    const record = known
      ? { ...known, invocation, log: logToShow(known.log, invocation.debugLog) }
      : this.#newRecord(invocation);
    this.#history.put(record);
    this.#options.onEvent({ kind: 'changed', record });
    if (known?.log !== record.log) {
      this.#options.onEvent({ kind: 'log', id: invocation.id, start: 0, text: record.log });
    }
    if (isFinal(invocation.status)) this.#removed(this.#history.trim());
  }

  #newRecord(invocation: Invocation): RunRecord {
    const task = unmarshalTask(this.#options.registry, invocation.task, invocation.realmId);
    return {
      invocation,
      log: invocation.debugLog,
      manager: task.ok ? task.manager.name : '',
      multistage: task.ok && task.manager.traits.multistage,
    };
  }

  #logged(id: InvocationId, { time, text }: LogLine): void {
    const record = this.#history.get(id);
    if (!record) return; // The first line comes with the invocation itself.
    const line = formatLogLine(time, text);
    this.#history.put({ ...record, log: record.log + line });
    this.#options.onEvent({ kind: 'log', id, start: record.log.length, text: line });
  }

  #removed(ids: readonly InvocationId[]): void {
    if (ids.length > 0) this.#options.onEvent({ kind: 'removed', ids });
  }
}
