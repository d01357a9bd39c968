// Plays a generated story over faults until the dust has settled, and says what has come of it.

import { Engine } from '../../src/engine/engine.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import type { Store } from '../../src/engine/store/store.ts';
import { serviceTiming, type Timing } from '../../src/engine/timing.ts';
import type { VirtualClock } from '../../src/engine/virtual-clock.ts';
import type { JobId } from '../../src/task/ids.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { virtualClock, virtualWorld } from '../engine/engine-fixture.ts';
import { type ActorsWorld, actor, type SaidLine } from './actor.ts';
import { EngineLives } from './engine-lives.ts';
import { FakeService } from './fake-service.ts';
import type { FaultPlan } from './fault-plan.ts';
import { FaultyQueue } from './faulty-queue.ts';
import { FaultyStore } from './faulty-store.ts';
import { type Aftermath, STANDING, violations } from './invariants.ts';
import type { ClockOfLife, Life } from './life.ts';
import { readAftermath } from './read-aftermath.ts';
import { type Deed, PROJECT, START, STORY_MS, storyOf } from './story.ts';
import { Trace } from './trace.ts';

export interface Played {
  readonly aftermath: Aftermath;
  /** What did not hold at some crash on the way. */
  readonly violations: readonly string[];
  readonly crashes: number;
  readonly commits: number;
}

export interface PlayOptions {
  readonly seed: number;
  readonly plan: FaultPlan;
  /** The story takes the same course whatever fails. */
  readonly keepsOrder: boolean;
  /** Breaks what the engine does, to see that it is noticed. */
  readonly sabotage?: (store: Store) => Store;
}

/** The dust has to settle in so much time after the faults have ended. */
const DUST_MS = 3 * 3_600_000;

/** So many seconds are waited for a moment without events. */
const QUIET_STEPS = 100;

export async function play(options: PlayOptions): Promise<Played> {
  const player = new Player(options);
  const { definitions, deeds } = storyOf(options.seed);
  await player.call((engine) => engine.updateProjectJobs(PROJECT, definitions));
  for (const deed of deeds) {
    await player.passTo(START + deed.at);
    await player.call((engine) => perform(engine, deed));
  }
  await player.passTo(START + STORY_MS);
  options.plan.end();
  return player.settle();
}

function perform(engine: Engine, deed: Deed): Promise<unknown> {
  const who = 'user:me';
  switch (deed.kind) {
    case 'emit': {
      const created = START + deed.at;
      const triggers = deed.ids.map((id, orderInBatch) => ({ id, created, orderInBatch }));
      return engine.emitTriggers(deed.jobId, triggers);
    }
    case 'pause':
      return engine.pauseJob(deed.jobId, who, '');
    case 'resume':
      return engine.resumeJob(deed.jobId, who, '');
    case 'abort':
      return engine.abortJob(deed.jobId, who);
    case 'start':
      return startOnce(engine, deed.jobId, deed.tag);
    case 'configure':
      return engine.updateProjectJobs(PROJECT, deed.definitions);
  }
}

/** Whoever has had no answer looks before asking again: each start is a new one. */
async function startOnce(engine: Engine, jobId: JobId, tag: string): Promise<void> {
  const { invocations } = await engine.listInvocations(jobId);
  if (invocations.some(({ tags }) => tags.includes(tag))) return;
  await engine.startInvocation(jobId, {
    triggeredBy: 'user:me',
    incomingTriggers: [],
    tags: [tag],
  });
}

class Player {
  readonly #options: PlayOptions;
  readonly #clock: VirtualClock = virtualClock(START);
  readonly #memory = new MemoryStore({ strict: true });
  readonly #trace = new Trace();
  readonly #store: Store;
  readonly #actors: ActorsWorld;
  readonly #service = new FakeService();
  readonly #said: SaidLine[] = [];
  /** Each with when it was found first. */
  readonly #violations = new Map<string, string>();
  readonly #lives: EngineLives;

  constructor(options: PlayOptions) {
    this.#options = options;
    const { seed, keepsOrder, sabotage = (store: Store) => store } = options;
    this.#store = sabotage(this.#trace.over(this.#memory));
    let calls = 0;
    this.#actors = {
      seed,
      keepsOrder,
      service: this.#service,
      timeScale: 1,
      newCall: () => ++calls,
      newLine: (call) => this.#said.push({ number: this.#said.length, call }) - 1,
    };
    this.#lives = new EngineLives({
      ...{ clock: this.#clock, plan: options.plan },
      begin: (life, clock, crashes) => this.#begin(life, clock, crashes),
      atCrash: async (crashes) => {
        for (const violation of violations(await this.#aftermath(), STANDING)) {
          if (!this.#violations.has(violation)) this.#violations.set(violation, `crash ${crashes}`);
        }
      },
    });
  }

  /** A process begins over what there is. */
  #begin(life: Life, clock: ClockOfLife, crashes: number): Engine {
    const { plan, seed, keepsOrder } = this.#options;
    const manager = actor(this.#actors, clock, () => life.step());
    return new Engine({
      world: { ...virtualWorld(this.#clock, seed + crashes), clock },
      store: new FaultyStore({ store: this.#store, plan, life, clock }),
      registry: new ManagerRegistry().register(manager),
      timing: keepsOrder ? AT_ONCE : PATIENT,
      queue: new FaultyQueue(plan, life),
    });
  }

  passTo(time: number): Promise<void> {
    return this.#lives.passTo(time);
  }

  call(act: (engine: Engine) => Promise<unknown>): Promise<void> {
    return this.#lives.call(act);
  }

  /** Lets time pass until there is nothing in the queue but ticks. */
  async settle(): Promise<Played> {
    const end = this.#clock.now() + DUST_MS;
    for (let step = 0; step < QUIET_STEPS && !(await this.#isQuiet()); step++) {
      await this.passTo(this.#clock.now() + 1000);
    }
    // A project of many schedules may never be quiet: then it is stopped, which what has begun survives.
    if (!(await this.#isQuiet())) {
      const jobs = await this.#memory.transaction((tx) => tx.jobs());
      for (const { id } of jobs) await this.call((engine) => engine.pauseJob(id, 'user:me', ''));
      while (this.#clock.now() < end && !(await this.#isQuiet())) {
        await this.passTo(this.#clock.now() + 10_000);
      }
    }
    const { commits } = this.#trace;
    const aftermath = await this.#aftermath();
    const found = [...this.#violations].map(([violation, at]) => `${at}: ${violation}`);
    return { aftermath, violations: found, crashes: this.#lives.crashes, commits };
  }

  #isQuiet(): Promise<boolean> {
    return this.#memory.transaction((tx) =>
      tx.items().every(({ payload }) => payload.kind === 'CronTickTask'),
    );
  }

  #aftermath(): Promise<Aftermath> {
    const outside = { operations: this.#service.operations, said: this.#said };
    return readAftermath(this.#memory, this.#trace, outside);
  }
}

const PATIENT: Timing = { ...serviceTiming, callLimitMs: 60_000, stopGraceMs: 5000 };

/** What fails is tried again at the same time. */
const AT_ONCE: Timing = {
  ...serviceTiming,
  abortDelayMs: 0,
  backoff: { launches: { minMs: 0, maxMs: 0 }, default: { minMs: 0, maxMs: 0 } },
};
