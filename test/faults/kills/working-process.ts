// A process that runs an engine over a file until it is killed: `FOLDER SEED LIFE work`, or, as the last one of a
// folder, `FOLDER SEED LIFE settle`, until there is nothing in the queue but ticks.

import { nodeClock } from '../../../host/node/clock.ts';
import { makeDurable, openDatabase } from '../../../host/sqlite/connection.ts';
import { migrate } from '../../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { interactiveTiming, type Timing } from '../../../src/engine/timing.ts';
import type { JobDefinition } from '../../../src/task/job-definition.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { actor } from '../actor.ts';
import { Draw } from '../draw.ts';
import { FakeService } from '../fake-service.ts';
import { PROJECT, storyOf } from '../story.ts';
import { Trace } from '../trace.ts';
import { KillFolder, traceTable } from './kill-folder.ts';

/** A second of a story, in seconds. */
const TIME_SCALE = 0.01;
const DEED_MS = 10;
const SETTLE_MS = 60_000;
/** More than one life ever says or calls. */
const NUMBERS_OF_A_LIFE = 1_000_000;

const QUICK: Timing = {
  ...interactiveTiming,
  triagePeriodMs: 20,
  launchDelayMs: 5,
  abortDelayMs: 10,
  callLimitMs: 500,
  stopGraceMs: 100,
  backoff: { launches: { minMs: 10, maxMs: 100 }, default: { minMs: 5, maxMs: 100 } },
};

const SCHEDULES = ['with 30ms interval', 'triggered', 'continuously', 'with 100ms interval'];

const [name = '', seedText = '', lifeText = '', mode = ''] = process.argv.slice(2);
const seed = Number(seedText);
const life = Number(lifeText);
const draw = new Draw(`life ${seed} ${life}`);
const folder = new KillFolder(name);

process.stdout.write('begun\n');
const db = openDatabase(folder.engineFile);
makeDurable(db);
migrate(db);
const table = traceTable(db);
process.stdout.write('ready\n');

const sqlite = new SqliteStore(db);
const items = await sqlite.transaction((tx) => tx.items());
const store = new Trace(items).overParts(sqlite, (part) => table.keep(part));
const service = new FakeService(folder.operations(), (operation) =>
  folder.noteOperation(operation),
);
let last = life * NUMBERS_OF_A_LIFE;
const manager = actor(
  {
    seed,
    keepsOrder: false,
    service,
    timeScale: TIME_SCALE,
    newCall: () => ++last,
    newLine: (call) => {
      const number = ++last;
      folder.noteLine({ number, call });
      return number;
    },
  },
  nodeClock,
  () => nodeClock.sleep(draw.below(4)),
);
const engine = new Engine({
  world: {
    clock: nodeClock,
    random: Math.random,
    storage: new EngineStorage(store),
    service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
    httpClient: () => Promise.reject(new Error('there is no network in this test')),
  },
  store,
  registry: new ManagerRegistry().register(manager),
  timing: QUICK,
});
const definitions = storyOf(seed).definitions.map(
  (definition, i): JobDefinition => ({
    ...definition,
    schedule: SCHEDULES[(i + seed) % SCHEDULES.length] ?? 'triggered',
  }),
);
const stop = new AbortController();
const run = engine.run(stop.signal);
await engine.updateProjectJobs(PROJECT, definitions);
if (mode === 'settle') await settle();
else for (let deed = 0; ; deed++) await doSomething(deed);

async function doSomething(deed: number): Promise<void> {
  const jobId = definitions[draw.below(definitions.length)]?.jobId;
  if (jobId === undefined) throw new Error('the story has no jobs');
  const who = 'user:me';
  const created = Date.now();
  switch (draw.of('emit', 'emit', 'emit', 'start', 'abort', 'pause', 'resume', 'resume')) {
    case 'emit': {
      const ids = Array.from({ length: 1 + draw.below(4) }, (_, i) => `user:${life}:${deed}:${i}`);
      await engine.emitTriggers(
        jobId,
        ids.map((id, orderInBatch) => ({ id, created, orderInBatch })),
      );
      break;
    }
    case 'start': {
      const tags = [`start:${life}.${deed}`];
      await engine.startInvocation(jobId, { triggeredBy: who, incomingTriggers: [], tags });
      break;
    }
    case 'abort':
      await engine.abortJob(jobId, who).catch(() => {});
      break;
    case 'pause':
      await engine.pauseJob(jobId, who, '');
      break;
    case 'resume':
      await engine.resumeJob(jobId, who, '');
  }
  await nodeClock.sleep(DEED_MS);
}

async function settle(): Promise<void> {
  for (const { jobId } of definitions) await engine.pauseJob(jobId, 'user:me', '');
  const end = Date.now() + SETTLE_MS;
  while (Date.now() < end && !(await isQuiet())) await nodeClock.sleep(20);
  stop.abort();
  await run;
  sqlite.close();
  process.exit(0); // Calls that hang would keep the process for an hour.
}

function isQuiet(): Promise<boolean> {
  return sqlite.transaction((tx) =>
    tx.items().every(({ payload }) => payload.kind === 'CronTickTask'),
  );
}
