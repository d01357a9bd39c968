// The local runner: jobs on this machine, one invocation or several at a time, with events for who listens.

import fs from 'node:fs';
import type { HistoryLimits } from '../../src/engine/engine-context.ts';
import { formatLogLine } from '../../src/engine/invocation/debug-log.ts';
import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { EngineListener, LogLine } from '../../src/engine/listener.ts';
import type { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import type { Store } from '../../src/engine/store/store.ts';
import { interactiveTiming, type Timing } from '../../src/engine/timing.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import type { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { unmarshalTask } from '../../src/task/task-definition.ts';
import type { World } from '../../src/task/world.ts';
import {
  type EngineFile,
  type OwnedFile,
  openEngineFile,
  type SharedFile,
} from '../sqlite/engine-file.ts';
import type { EngineCompanion } from './engine-companion.ts';
import type { EngineSession } from './engine-session.ts';
import type { JobRun } from './job-run.ts';
import { logToShow } from './log-to-show.ts';
import { OwnedSession } from './owned-session.ts';
import { RunHistory, type RunRecord } from './run-history.ts';
import { NotBegunError, SharedSession } from './shared-session.ts';

export type { HistoryLimits } from '../../src/engine/engine-context.ts';

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

/** A world whose storage is in whatever store the runner opens. */
export interface RunnerWorld extends World {
  readonly storage: EngineStorage;
}

export interface RunnerOptions {
  /** The one that the Managers of `registry` were made with. */
  readonly world: RunnerWorld;
  readonly registry: ManagerRegistry;
  /** Who starts and aborts invocations here, as logs name them: `kind:value`. */
  readonly identity: string;
  /** Default: `interactiveTiming`. */
  readonly timing?: Timing;
  /** What is remembered of those that have ended; asked again and again, for it may change. Default: 100. */
  readonly history?: HistoryLimits;
  /** Where what runs and what has run is kept. Default: nowhere; it ends with the process. */
  readonly file?: string;
  /** See `OwnedSessionOptions`. Default: none. */
  readonly pushPort?: number;
  /** What runs beside the engine if this process owns it, such as builds. Closed with the runner. Default: nothing. */
  readonly companion?: EngineCompanion;
  /** Called for each event, in order; must not throw. */
  readonly onEvent: (event: RunnerEvent) => void;
  /** What concerns the runner rather than any invocation. */
  readonly onServiceLog?: (message: string, error?: unknown) => void;
  /** The file cannot be used, or was not what it should be: a sentence for the user. */
  readonly onFileProblem?: (message: string) => void;
}

const DEFAULT_HISTORY: HistoryLimits = { count: 100, ageMs: Number.POSITIVE_INFINITY };

export class Runner {
  readonly #options: RunnerOptions;
  readonly #history = new RunHistory();
  #stopped: Promise<void> | undefined;
  /** Nothing runs, no queue is watched, until somebody starts something or asks for what there was. */
  #session: Promise<EngineSession> | undefined;
  /** Settles when every `start` so far is through. */
  #starting: Promise<unknown> = Promise.resolve();

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /**
   * Tells of what the file has, if there is one, as of what is new; what was in flight goes on under the same id.
   * Without it, that happens with the first start.
   */
  async resume(): Promise<void> {
    const { file } = this.#options;
    if (file !== undefined && fs.existsSync(file)) await this.#opened();
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
   * Rejects if the runner is stopped, or if the engine cannot allocate the invocation.
   */
  start(definition: JobDefinition, more: Omit<JobRun, 'definition'> = {}): Promise<InvocationId> {
    const started = this.#ask((session) => session.start({ definition, ...more }));
    this.#starting = Promise.allSettled([this.#starting, started]);
    return started;
  }

  /** Whether anything is still to come of these jobs, without their schedules. */
  hasWork(jobIds: ReadonlySet<JobId>): Promise<boolean> {
    return this.#ask((session) => session.hasWork(jobIds));
  }

  /**
   * Ends an invocation as ABORTED. No effect if it has ended.
   * Rejects if it is not known here.
   */
  async abort(id: InvocationId): Promise<void> {
    const record = this.#history.get(id);
    if (!record) throw new Error(`there is no invocation ${id}`);
    await this.#ask((session) => session.abort(record.invocation.jobId, id));
  }

  /** Keeps an invocation whatever else the history lets go of, or does so no longer. No effect if it is not known. */
  async pin(id: InvocationId, pinned: boolean): Promise<void> {
    await this.#ask((session) => session.pin(id, pinned));
  }

  /** Forgets all that has ended and is not pinned. */
  async clearEnded(): Promise<void> {
    if (this.#session) await this.#ask((session) => session.clearHistory());
  }

  /**
   * Tells what runs to stop, and resolves when it has, or when it has had its time to (`Timing.stopGraceMs`).
   * Nothing can be started any more.
   */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await this.#starting;
    const session = await this.#session?.catch(() => undefined);
    await session?.stop();
  }

  /** Asks the engine, and once more if that comes to be another one before it has begun. */
  async #ask<T>(call: (session: EngineSession) => Promise<T>): Promise<T> {
    try {
      return await call(await this.#opened());
    } catch (error) {
      if (error instanceof NotBegunError) return call(await this.#opened());
      throw error;
    }
  }

  /** Rejects if the runner is stopped. */
  async #opened(): Promise<EngineSession> {
    if (this.#stopped) throw new Error('the runner is stopping');
    this.#session ??= this.#open();
    return this.#session;
  }

  async #open(): Promise<EngineSession> {
    const { file, world } = this.#options;
    if (file === undefined) return this.#own(new MemoryStore(), undefined);
    return this.#use(await openEngineFile(file, world.clock));
  }

  async #use(file: EngineFile): Promise<EngineSession> {
    if (file.role === 'none') {
      this.#options.onFileProblem?.(file.message);
      return this.#own(new MemoryStore(), undefined);
    }
    if (file.role === 'owner' && file.setAside) {
      this.#options.onFileProblem?.(file.setAside.message);
    }
    const session = file.role === 'owner' ? this.#own(file.store, file) : this.#share(file);
    for (const invocation of await session.latest()) this.#changed(invocation);
    return session;
  }

  #own(store: Store, file: OwnedFile | undefined): EngineSession {
    const { world, registry, identity, timing = interactiveTiming, onServiceLog } = this.#options;
    world.storage.use(store);
    const listener: EngineListener = {
      invocationChanged: (invocation) => this.#changed(invocation),
      invocationDeleted: (id) => this.#deleted(id),
      debugLog: (_jobId, id, line) => this.#logged(id, line),
      ...(onServiceLog && { serviceLog: onServiceLog }),
    };
    const { history = DEFAULT_HISTORY, pushPort, companion } = this.#options;
    const options = {
      world,
      registry,
      identity,
      timing,
      listener,
      history,
      ...(pushPort !== undefined && { pushPort }),
      ...(companion && { companion }),
    };
    return new OwnedSession(options, store, file);
  }

  #share(file: SharedFile): EngineSession {
    return new SharedSession(file, {
      clock: this.#options.world.clock,
      onChanged: (invocation) => this.#changed(invocation),
      onDeleted: (id) => this.#deleted(id),
      onOwnerGone: (taken) => {
        this.#session = this.#use(taken);
      },
      onServiceLog: (message, error) => this.#options.onServiceLog?.(message, error),
    });
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
  }

  #deleted(id: InvocationId): void {
    if (this.#history.delete(id)) this.#options.onEvent({ kind: 'removed', ids: [id] });
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
}
