// Tries one seed with the real buildbucket Manager over the emulator, both in a process that dies at any step.

import { hmacSha256 } from '../../../host/node/hmac.ts';
import { createBuildbucketEmulator } from '../../../src/emulators/buildbucket/buildbucket-emulator.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import type { HttpClient } from '../../../src/io/http.ts';
import { isEndedBuildStatus } from '../../../src/task/buildbucket/build-status.ts';
import { createBuildbucketManager } from '../../../src/task/buildbucket/manager.ts';
import { readTaskData } from '../../../src/task/buildbucket/task-data.ts';
import { type JobId, jobId } from '../../../src/task/ids.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { isFinal } from '../../../src/task/status.ts';
import type { TaskStorage, World } from '../../../src/task/world.ts';
import { definition, taskOf, virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { Draw } from '../draw.ts';
import { EngineLives } from '../engine-lives.ts';
import { FaultPlan } from '../fault-plan.ts';
import { FaultyQueue } from '../faulty-queue.ts';
import { FaultyStore } from '../faulty-store.ts';
import type { ClockOfLife, Life } from '../life.ts';
import { PROJECT, START } from '../story.ts';
import { TraceOfBuilds } from './trace-of-builds.ts';

export interface TriedBuilds {
  /** In words, none if all is as promised. */
  readonly violations: readonly string[];
  readonly crashes: number;
  readonly invocations: number;
  readonly builds: number;
}

/** Breaks what is tried, to see that it is noticed. */
export interface Sabotage {
  readonly manager?: (manager: Manager<never>) => Manager<never>;
  readonly storage?: (storage: TaskStorage) => TaskStorage;
}

/** So long things are started and aborted. */
const STORY_MS = 10 * 60_000;

/** When all has ended: the longest build, and as long as a launch may be tried again. */
const END_MS = 24 * 3_600_000;

const HMAC = hmacSha256(new Uint8Array(32));

export async function tryBuilds(seed: number, sabotage: Sabotage = {}): Promise<TriedBuilds> {
  const draw = new Draw(`builds ${seed}`);
  const plan = FaultPlan.ofSeed(seed, false);
  const clock = virtualClock(START);
  const memory = new MemoryStore({ strict: true });
  const trace = new TraceOfBuilds();
  const watched = trace.over(memory);
  const lives = new EngineLives({
    ...{ clock, plan, atCrash: async () => {} },
    begin: (life, lifeClock, crashes) => {
      const store = new FaultyStore({ store: watched, plan, life, clock: lifeClock });
      return engineOver({ store, life, clock: lifeClock, plan, sabotage, seed: seed + crashes });
    },
  });

  const jobs = ['linux', 'mac', 'slow'].map((name) => jobId(PROJECT, name));
  const definitions = jobs.map((id) => definition({ jobId: id, task: buildOf(id) }));
  await lives.call((engine) => engine.updateProjectJobs(PROJECT, definitions));
  const deeds = Array.from({ length: 3 + draw.below(6) }, (_, i) => ({
    at: draw.below(STORY_MS),
    job: jobs[draw.below(jobs.length)] ?? jobId(PROJECT, 'linux'),
    tag: `start:${i}`,
    aborts: draw.chance(0.25),
  })).sort((a, b) => a.at - b.at);
  for (const { at, job, tag, aborts } of deeds) {
    await lives.passTo(START + at);
    const act = (engine: Engine) =>
      aborts ? engine.abortJob(job, 'user:me') : startOnce(engine, job, tag);
    await lives.call(act);
  }
  await lives.passTo(START + STORY_MS);
  plan.end();
  await lives.passTo(START + END_MS);

  const invocations = await memory.transaction((tx) => [...tx.unfinished(), ...tx.lastEnded(1000)]);
  const known = new Set(invocations.map(({ id }) => String(id)));
  const violations = [
    ...[...trace.byRequest].flatMap(([request, { size }]) =>
      size > 1 ? [`buildsOnce: ${size} builds for invocation ${request}`] : [],
    ),
    ...[...trace.byRequest.keys()].flatMap((request) =>
      known.has(request) ? [] : [`buildsOwned: a build for ${request}, which is no invocation`],
    ),
    ...[...trace.builds.values()].flatMap(({ id, status }) =>
      isEndedBuildStatus(status)
        ? []
        : [`buildsEnd: build ${id} has the status ${status} for ever`],
    ),
    ...invocations.flatMap(({ id, status, taskData }) => {
      if (!isFinal(status)) return [`invocationsEnd: ${id} is ${status} for ever`];
      if (status !== 'SUCCEEDED') return [];
      const build = trace.builds.get(readTaskData(taskData) ?? 0n);
      return build?.status === 12
        ? []
        : [`sameEnd: ${id} SUCCEEDED, its build has ${build?.status}`];
    }),
  ];
  const { crashes } = lives;
  return { violations, crashes, invocations: invocations.length, builds: trace.builds.size };
}

interface Process {
  readonly store: FaultyStore;
  readonly life: Life;
  readonly clock: ClockOfLife;
  readonly plan: FaultPlan;
  readonly sabotage: Sabotage;
  readonly seed: number;
}

/** An engine, a Manager and an emulator, with a network between the two that loses requests and answers. */
function engineOver({ store, life, clock, plan, sabotage, seed }: Process): Engine {
  const { storage: breakStorage = (storage) => storage } = sabotage;
  const { manager: breakManager = (manager) => manager } = sabotage;
  const storage = breakStorage(new EngineStorage(store));
  const drawn: World = { ...virtualWorld(clock, seed), clock, storage };
  const emulator = createBuildbucketEmulator({
    ...drawn,
    builder: ({ builder }) => MODELS[builder] ?? MODELS['linux'],
    publish: (topic, message) => engine.publish(topic, message),
  });
  const network: HttpClient = {
    request: async (request, signal) => {
      await life.step();
      if (plan.happens('refusal')) throw new Error('the network does not carry the request');
      const answer = await emulator.request(request, signal);
      await life.step();
      if (plan.happens('lostAnswer')) throw new Error('the network does not carry the answer');
      return answer;
    },
  };
  const world: World = { ...drawn, httpClient: async () => network };
  const manager = breakManager(createBuildbucketManager(world) as Manager<never>);
  const engine: Engine = new Engine({
    ...{ world, store },
    registry: new ManagerRegistry().register<never>(manager),
    timing: { ...serviceTiming, callLimitMs: 120_000, stopGraceMs: 5000 },
    queue: new FaultyQueue(plan, life),
    pubsub: { app: 'scheduler', hmac: HMAC },
  });
  void emulator.resume();
  return engine;
}

const MODELS: Readonly<
  Record<string, { kind: 'model'; durationMs: number; outcome: 'SUCCESS' | 'FAILURE' }>
> = {
  linux: { kind: 'model', durationMs: 20_000, outcome: 'SUCCESS' },
  mac: { kind: 'model', durationMs: 150_000, outcome: 'FAILURE' },
  slow: { kind: 'model', durationMs: 900_000, outcome: 'SUCCESS' },
};

function buildOf(id: JobId): Uint8Array {
  const builder = id.slice(id.indexOf('/') + 1);
  const server = 'bb.example.com';
  return taskOf({ buildbucket: { server, bucket: 'ci', builder, properties: [], tags: [] } });
}

/** Whoever has had no answer looks before asking again: each start is a new one. */
async function startOnce(engine: Engine, job: JobId, tag: string): Promise<void> {
  const { invocations } = await engine.listInvocations(job);
  if (invocations.some(({ tags }) => tags.includes(tag))) return;
  const request = { triggeredBy: 'user:me', incomingTriggers: [], tags: [tag] };
  await engine.startInvocation(job, request);
}
