// An engine on a virtual clock with one job whose Manager a test scripts.

import type { RunnerWorld } from '../../host/runner/runner.ts';
import { Engine, type EngineListener, type Invocation } from '../../src/engine/engine.ts';
import type { PubsubOptions } from '../../src/engine/pubsub/pubsub.ts';
import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import type { Store } from '../../src/engine/store/store.ts';
import { serviceTiming, type Timing } from '../../src/engine/timing.ts';
import { VirtualClock } from '../../src/engine/virtual-clock.ts';
import { encodeMessage } from '../../src/schema/codec.ts';
import type { TaskDefWrapper } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';
import { type InvocationId, jobId, realmId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import type { Manager } from '../../src/task/manager.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import type { Request } from '../../src/task/request.ts';
import { isFinal } from '../../src/task/status.ts';
import type { World } from '../../src/task/world.ts';

export const START = Date.UTC(2026, 0, 2, 3, 4, 5);
export const JOB = jobId('proj', 'job');
export const BY_HAND: Request = {
  triggeredBy: 'user:a@example.com',
  incomingTriggers: [],
  tags: [],
};

/** A serialized task. */
export function taskOf(wrapper: TaskDefWrapper): Uint8Array {
  return encodeMessage(messageType('scheduler.config.TaskDefWrapper'), wrapper);
}

/** A virtual clock whose time passes when Node's microtasks have run out. */
export function virtualClock(start = START): VirtualClock {
  return new VirtualClock({
    start,
    settled: () => new Promise((resolve) => setImmediate(resolve)),
  });
}

/** A world without a network, and with a storage of its own; its random numbers are the same in every run. */
export function virtualWorld(clock: VirtualClock, seed = 1): RunnerWorld {
  return {
    clock,
    random: linearCongruential(seed),
    storage: new EngineStorage(new MemoryStore()),
    service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
    httpClient: () => Promise.reject(new Error('there is no network in this test')),
  };
}

/** A Manager of noop tasks that succeeds at once, except for what a test overrides. */
export function scriptedManager(script: Partial<Manager> = {}): Manager {
  return {
    name: 'noop',
    messageType: 'scheduler.config.NoopTask',
    traits: { multistage: true },
    codes: {},
    validateProtoMessage: () => {},
    lint: () => {},
    launchTask: async (ctl) => {
      ctl.state().status = 'SUCCEEDED';
    },
    abortTask: async () => {},
    examineNotification: () => '',
    handleNotification: async () => {},
    handleTimer: async () => {},
    getDebugState: async () => ({}),
    ...script,
  };
}

export function definition(overrides: Partial<JobDefinition> = {}): JobDefinition {
  return {
    jobId: JOB,
    realmId: realmId('proj', 'ci'),
    flavor: 'triggered',
    schedule: 'triggered',
    task: taskOf({ noop: { sleepMs: 0n, triggersCount: 0n } }),
    triggeringPolicy: new Uint8Array(),
    triggeredJobIds: [],
    revision: 'rev1',
    revisionUrl: 'https://example.com/rev1',
    ...overrides,
  };
}

export interface FixtureOptions {
  readonly clock?: VirtualClock;
  readonly store?: Store;
  readonly timing?: Timing;
  readonly random?: () => number;
  readonly httpClient?: World['httpClient'];
  readonly listener?: EngineListener;
  readonly pubsub?: PubsubOptions;
}

/** A running engine and what it said. */
export class EngineFixture {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly engine: Engine;
  readonly changes: Invocation[] = [];
  /** Lines as they came, with their time as milliseconds since START. */
  readonly lines: { readonly at: number; readonly text: string }[] = [];
  readonly serviceLog: string[] = [];
  #stop = new AbortController();
  readonly #ended = Promise.withResolvers<Invocation>();
  #run: Promise<void> = Promise.resolve();

  constructor(manager: Manager<never>, options: FixtureOptions = {}) {
    this.clock = options.clock ?? virtualClock();
    this.store = options.store ?? new MemoryStore({ strict: true });
    const { random, httpClient } = options;
    this.engine = new Engine({
      world: {
        ...virtualWorld(this.clock),
        ...(random && { random }),
        ...(httpClient && { httpClient }),
      },
      store: this.store,
      registry: new ManagerRegistry().register<never>(manager),
      timing: options.timing ?? serviceTiming,
      ...(options.pubsub && { pubsub: options.pubsub }),
      listener: options.listener ?? {
        invocationChanged: (invocation) => {
          this.changes.push(invocation);
          if (isFinal(invocation.status)) this.#ended.resolve(invocation);
        },
        debugLog: (_job, _id, { time, text }) => this.lines.push({ at: time - START, text }),
        serviceLog: (message, error) => this.serviceLog.push(`${message}: ${error}`),
      },
    });
  }

  /** Starts the engine's run. */
  run(): this {
    this.#stop = new AbortController();
    this.#run = this.engine.run(this.#stop.signal);
    return this;
  }

  /** Defines the job and starts one Invocation of it, not yet launched. */
  async start(request: Request = BY_HAND, job = definition()): Promise<InvocationId> {
    await this.engine.updateProjectJobs('proj', [job]);
    return this.engine.startInvocation(job.jobId, request);
  }

  /** The Invocation that ends first, while time stands still. */
  get firstEnded(): Promise<Invocation> {
    return this.#ended.promise;
  }

  /** Lets time pass until an Invocation has ended; returns it. */
  ended(): Promise<Invocation> {
    return this.clock.runUntil(this.#ended.promise);
  }

  /** Lets time pass until `ms` after START. */
  advance(ms: number): Promise<void> {
    return this.clock.advanceTo(START + ms);
  }

  async invocation(id: InvocationId): Promise<Invocation> {
    const invocation = await this.engine.getInvocation(id);
    if (!invocation) throw new Error(`there is no invocation ${id}`);
    return invocation;
  }

  /** When the first item of the stored queue is due, if there is any. */
  async nextDue(): Promise<number | undefined> {
    const items = await this.store.transaction((tx) => tx.items());
    return items.map(({ due }) => due).sort((a, b) => a - b)[0];
  }

  /** Stops the run and waits for its handlers. */
  stop(): Promise<void> {
    this.#stop.abort(new Error('the test stops the engine'));
    return this.clock.runUntil(this.#run);
  }

  /** The texts of `lines`. */
  texts(): string[] {
    return this.lines.map(({ text }) => text);
  }

  /** The statuses of `changes`. */
  statuses(): string[] {
    return this.changes.map(({ status }) => status);
  }
}

/** Uniform in [0, 1), from a seed (the constants of Numerical Recipes). */
export function linearCongruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
