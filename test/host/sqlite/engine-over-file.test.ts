import assert from 'node:assert/strict';
import path from 'node:path';
import { makeDurable, openDatabase } from '../../../host/sqlite/connection.ts';
import { migrate } from '../../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../../host/sqlite/sqlite-store.ts';
import { Engine } from '../../../src/engine/engine.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import { VirtualClock } from '../../../src/engine/virtual-clock.ts';
import { builtinManagers } from '../../../src/task/builtin-managers.ts';
import { jobId, realmId } from '../../../src/task/ids.ts';
import type { JobDefinition } from '../../../src/task/job-definition.ts';
import { START, taskOf, virtualWorld } from '../../engine/engine-fixture.ts';
import { temporaryFolders } from './temporary-folder.ts';

const MINUTES = 5;
const SCHEDULES = ['* * * * *', 'with 30s interval', 'triggered', '*/2 * * * *'];

describe('an engine over a file', () => {
  const newFolder = temporaryFolders();

  it('takes the same course as over memory, and leaves the same behind', async () => {
    const memory = new MemoryStore();
    const expected = await run(memory, () => false);
    assert.ok(expected.lines.length > 100);

    const file = path.join(newFolder(), 'engine.db');
    const store = open(file);
    const actual = await run(store, () => store.isBusy);
    assert.deepEqual(actual.lines, expected.lines);
    assert.deepEqual(actual.state, expected.state);

    store.close();
    const reopened = open(file);
    assert.deepEqual(await stateOf(reopened), expected.state);
    reopened.close();
  }).timeout(180_000);
});

/** Runs an engine with chains of jobs for some virtual minutes. Tells what was logged, and all that is stored. */
async function run(store: Store, isBusy: () => boolean) {
  const clock = new VirtualClock({
    start: START,
    settled: async () => {
      do await new Promise((resolve) => setImmediate(resolve));
      while (isBusy());
    },
  });
  const world = virtualWorld(clock);
  const lines: string[] = [];
  const engine = new Engine({
    world,
    store,
    registry: builtinManagers(world),
    timing: serviceTiming,
    history: { count: 10, ageMs: Number.POSITIVE_INFINITY },
    listener: {
      debugLog: (job, id, { time, text }) => lines.push(`${time} ${job} ${id} ${text}`),
      serviceLog: (message, error) => lines.push(`${message} ${error}`),
    },
  });
  await engine.updateProjectJobs('p', Array.from({ length: 8 }, definition));
  await engine.runUntil(clock, START + (MINUTES / 2) * 60_000);
  await engine.pauseJob(jobId('p', 'j0'), 'user:a@example.com', 'a while');
  await engine.updateProjectJobs('p', Array.from({ length: 7 }, definition));
  await engine.runUntil(clock, START + MINUTES * 60_000);
  return { lines, state: await stateOf(store) };
}

function stateOf(store: Store): Promise<unknown> {
  return store.transaction((tx) => ({
    jobs: tx.jobs(),
    unfinished: [...tx.unfinished()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ended: tx.lastEnded(1000),
    waiting: tx.jobs().map(({ id }) => [tx.pendingTriggers(id), tx.recentlyFinished(id)]),
    triageLogs: tx.jobs().map(({ id }) => tx.triageLog(id)),
    // The ids are the store's own.
    items: tx.items().map(({ id, ...item }) => item),
  }));
}

function definition(_: unknown, i: number): JobDefinition {
  return {
    jobId: jobId('p', `j${i}`),
    realmId: realmId('p', 'r'),
    flavor: 'periodic',
    schedule: SCHEDULES[i % SCHEDULES.length] ?? '',
    task: taskOf({ noop: { sleepMs: i % 3 === 0 ? -1n : 5000n, triggersCount: BigInt(i % 2) } }),
    triggeringPolicy: new Uint8Array(),
    triggeredJobIds: i % 2 === 1 ? [jobId('p', `j${(i + 1) % 8}`)] : [],
    revision: 'r',
    revisionUrl: '',
  };
}

function open(file: string): SqliteStore {
  const db = openDatabase(file);
  makeDurable(db);
  migrate(db);
  return new SqliteStore(db);
}
