// Plays a poller and the job that it starts, over a repository that grows and over everything that can fail.

import { createGitilesEmulator } from '../../src/emulators/gitiles/gitiles-emulator.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import type { Store } from '../../src/engine/store/store.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import type { GitilesTask } from '../../src/schema/generated/messages.ts';
import type { Controller } from '../../src/task/controller.ts';
import { createGitilesManager } from '../../src/task/gitiles/manager.ts';
import { decodeState, stateKey } from '../../src/task/gitiles/poller-state.ts';
import { jobId } from '../../src/task/ids.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { createNoopManager } from '../../src/task/noop/manager.ts';
import type { HttpClient } from '../../src/task/world.ts';
import { MemoryRepository } from '../emulators/gitiles/memory-repository.ts';
import { definition, taskOf, virtualClock, virtualWorld } from '../engine/engine-fixture.ts';
import { Draw } from './draw.ts';
import { FaultPlan, NO_ODDS } from './fault-plan.ts';
import { FaultyQueue } from './faulty-queue.ts';
import { FaultyStore } from './faulty-store.ts';
import { ClockOfLife, Life } from './life.ts';

const START = Date.UTC(2026, 0, 2, 3, 4, 5, 337);
const HOST = 'x.googlesource.com';
const PROJECT = 'repo';
const REPO = `https://${HOST}/${PROJECT}`;
const POLLER = jobId('proj', 'poller');
const BUILDER = jobId('proj', 'builder');
const REFS = ['refs/heads/dev', 'refs/heads/main'];

/** So long commits are made, and things fail; and so long they may take to settle. Milliseconds. */
const STORY_MS = 5 * 60_000;
const DUST_MS = 15 * 60_000;
/** The first run of the poller takes no longer than this. */
const CALM_MS = 30_000;

export interface PollerSabotage {
  readonly store?: (store: Store) => Store;
  readonly controller?: (ctl: Controller<GitilesTask>) => Controller<GitilesTask>;
}

export interface PolledStory {
  /** What did not hold, in words. */
  readonly violations: readonly string[];
  readonly crashes: number;
  /** How many commits were built. */
  readonly built: number;
}

export async function playPoller(
  seed: number,
  sabotage: PollerSabotage = {},
): Promise<PolledStory> {
  const play = new PollerPlay(seed, sabotage);
  const draw = new Draw(`commits ${seed}`);
  await play.define();
  for (let at = CALM_MS; at < STORY_MS; at += 1000 + draw.below(20_000)) {
    await play.passTo(START + at);
    for (let count = draw.below(4); count > 0; count--) play.commit(draw.of('main', 'main', 'dev'));
  }
  play.endFaults();
  await play.passTo(START + STORY_MS + DUST_MS);
  return play.end();
}

class PollerPlay {
  readonly #seed: number;
  readonly #sabotage: PollerSabotage;
  #plan: FaultPlan;
  readonly #repository = new MemoryRepository();
  readonly #clock = virtualClock(START);
  readonly #memory = new MemoryStore({ strict: true });
  readonly #violations = new Set<string>();
  #crashes = 0;
  #life: Life;
  #engine: Engine;
  #lifeClock: ClockOfLife;

  constructor(seed: number, sabotage: PollerSabotage) {
    this.#seed = seed;
    this.#sabotage = sabotage;
    this.#plan = new FaultPlan(seed, NO_ODDS);
    for (const ref of REFS) this.#repository.commit(ref, START / 1000);
    ({ life: this.#life, engine: this.#engine, clock: this.#lifeClock } = this.#begin());
  }

  #begin(): { life: Life; engine: Engine; clock: ClockOfLife } {
    const life = new Life(this.#plan);
    const clock = new ClockOfLife(this.#clock, life);
    const { store: sabotaged = (store) => store, controller = (ctl) => ctl } = this.#sabotage;
    const store = new FaultyStore({
      store: sabotaged(this.#memory),
      plan: this.#plan,
      life,
      clock,
    });
    const client = this.#faultyClient(life, clock);
    const world = {
      ...virtualWorld(this.#clock, this.#seed + this.#crashes),
      clock,
      storage: new EngineStorage(store),
      httpClient: async () => client,
    };
    const gitiles = createGitilesManager(world);
    const engine = new Engine({
      world,
      store,
      registry: new ManagerRegistry().register(createNoopManager(world)).register({
        ...gitiles,
        launchTask: (ctl: Controller<GitilesTask>, signal) =>
          gitiles.launchTask(controller(ctl), signal),
      }),
      timing: { ...serviceTiming, callLimitMs: 60_000, stopGraceMs: 5000 },
      queue: new FaultyQueue(this.#plan, life),
      history: { count: 100_000, ageMs: Number.POSITIVE_INFINITY },
    });
    return { life, engine, clock };
  }

  /** The emulator behind a network that breaks, a server that refuses and is slow, in a process that may die meanwhile. */
  #faultyClient(life: Life, clock: ClockOfLife): HttpClient {
    const emulator = createGitilesEmulator({
      repositories: async (host, project) =>
        host === HOST && project === PROJECT ? this.#repository : undefined,
    });
    const plan = this.#plan;
    return {
      request: async (request, signal) => {
        await life.step();
        if (plan.happens('slowness')) await clock.sleep(plan.below(5000));
        if (plan.happens('refusal')) {
          const status = [0, 401, 429, 500, 503][plan.below(5)] ?? 0;
          if (status === 0) throw new Error('the connection was lost');
          const answer = await emulator.request(request, signal);
          return { ...answer, status };
        }
        const answer = await emulator.request(request, signal);
        await life.step();
        return answer;
      },
    };
  }

  /**
   * The first run is without faults: of a ref that it has not remembered, the service looks at the newest commit alone,
   * so that what comes between two such looks is lost.
   */
  async define(): Promise<void> {
    const gitiles = { repo: REPO, refs: REFS, pathRegexps: [], pathRegexpsExclude: [] };
    await this.#engine.updateProjectJobs('proj', [
      definition({
        jobId: POLLER,
        flavor: 'trigger',
        schedule: 'with 10s interval',
        task: taskOf({ gitiles }),
        triggeredJobIds: [BUILDER],
      }),
      definition({ jobId: BUILDER, task: taskOf({ noop: { sleepMs: 3000n, triggersCount: 0n } }) }),
    ]);
    await this.passTo(START + CALM_MS);
    this.#plan = FaultPlan.ofSeed(this.#seed, false);
    this.#life.end();
  }

  commit(branch: string): void {
    this.#repository.commit(`refs/heads/${branch}`, Math.floor(this.#clock.now() / 1000));
  }

  endFaults(): void {
    this.#plan.end();
  }

  async passTo(time: number): Promise<void> {
    for (;;) {
      await Promise.race([this.#engine.runUntil(this.#lifeClock, time), this.#life.died]);
      if (!this.#life.isOver) return;
      this.#crashes++;
      await this.#checkState();
      ({ life: this.#life, engine: this.#engine, clock: this.#lifeClock } = this.#begin());
    }
  }

  async end(): Promise<PolledStory> {
    await this.#checkState();
    const built = (await this.#invocationsOf(BUILDER)).flatMap(({ incomingTriggers }) =>
      incomingTriggers.map(({ id }) => id),
    );
    const once = new Set(built);
    for (const id of once) {
      const times = built.filter((other) => other === id).length;
      if (times > 1) this.#violations.add(`usedOnce: ${id} was used ${times} times`);
    }
    for (const ref of REFS) this.#checkComplete(ref, once);
    return { violations: [...this.#violations], crashes: this.#crashes, built: once.size };
  }

  /** Of a ref, everything is built from the first commit on that was. */
  #checkComplete(ref: string, built: ReadonlySet<string>): void {
    const ids = this.#repository.history(ref).map((id) => `${REPO}/+/${ref}@${id}`);
    const first = ids.findLastIndex((id) => built.has(id));
    if (first === -1) this.#violations.add(`complete: nothing of ${ref} was built`);
    for (const id of ids.slice(0, first)) {
      if (!built.has(id)) this.#violations.add(`complete: ${id} was never built`);
    }
  }

  /** What is remembered as emitted has been emitted, whenever the process dies. */
  async #checkState(): Promise<void> {
    const key = stateKey(POLLER, HOST, PROJECT);
    const bytes = await this.#memory.transaction((tx) => tx.keptBytes(key));
    const state = bytes && decodeState(bytes);
    const emitted = new Set(
      (await this.#invocationsOf(POLLER)).flatMap(({ outgoingTriggers }) =>
        outgoingTriggers.map(({ id }) => id),
      ),
    );
    for (const [ref, tip] of state?.tips ?? []) {
      const id = `${REPO}/+/${ref}@${tip}`;
      if (!emitted.has(id))
        this.#violations.add(`triggersFirst: ${id} is remembered and was not emitted`);
    }
  }

  #invocationsOf(job: typeof POLLER): Promise<readonly Invocation[]> {
    return this.#memory.transaction((tx) => [
      ...tx.endedOf(job, undefined, 100_000),
      ...tx.unfinished().filter(({ jobId: id }) => id === job),
    ]);
  }
}
