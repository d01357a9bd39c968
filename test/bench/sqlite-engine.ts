// The engine over a SQLite file: how many events it handles in a second, and how long a long history takes to open.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { nodeClock } from '../../host/node/clock.ts';
import { makeDurable, openDatabase } from '../../host/sqlite/connection.ts';
import { openEngineFile } from '../../host/sqlite/engine-file.ts';
import { migrate } from '../../host/sqlite/migrations.ts';
import { SqliteStore } from '../../host/sqlite/sqlite-store.ts';
import { Engine } from '../../src/engine/engine.ts';
import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import { VirtualClock } from '../../src/engine/virtual-clock.ts';
import { builtinManagers } from '../../src/task/builtin-managers.ts';
import { jobId } from '../../src/task/ids.ts';
import { aJob, anItem, ended } from '../engine/store/records.ts';
import { benchProject } from './engine-project.ts';

const START = Date.UTC(2026, 0, 2);
const JOBS = 1000;
/** Figures of an engine with 1,000 noop jobs on mixed schedules and chains, for some minutes on a virtual clock. */
export async function sqliteEngineRate(minutes: number): Promise<Record<string, number>> {
  return withFile(async (file) => {
    const store = open(file);
    const clock = new VirtualClock({
      start: START,
      settled: async () => {
        do await new Promise((resolve) => setImmediate(resolve));
        while (store.isBusy);
      },
    });
    const world = {
      clock,
      random: Math.random,
      storage: new EngineStorage(store),
      service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
      httpClient: () => Promise.reject(new Error('there is no network in a bench')),
    };
    const registry = builtinManagers(world);
    const history = { count: 1000, ageMs: Number.POSITIVE_INFINITY };
    const engine = new Engine({ world, store, registry, timing: serviceTiming, history });
    await engine.updateProjectJobs('p', benchProject(JOBS));
    const stop = new AbortController();
    const run = engine.run(stop.signal);
    const before = await lastItemId(store);
    const start = performance.now();
    const cpu = process.cpuUsage();
    await passTime(clock, START + minutes * 60_000);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const items = (await lastItemId(store)) - before;
    stop.abort();
    await clock.runUntil(run);
    store.close();
    return { items, ms, cpu: (user + system) / 1000, itemsPerSecond: (items / ms) * 1000 };
  });
}

/** Milliseconds until an engine and a panel have what they need at the start, of a file with an old history. */
export async function opensWithHistory(ended: number, times: number): Promise<readonly number[]> {
  return withFile(async (file) => {
    await fill(file, ended);
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      const opened = await openEngineFile(file, nodeClock);
      if (opened.role !== 'owner') throw new Error(JSON.stringify(opened));
      await opened.store.transaction((tx) => [tx.items(), tx.unfinished(), tx.lastEnded(100)]);
      await opened.store.transaction((tx) => [tx.jobs(), tx.endedCount()]);
      took.push(performance.now() - start);
      opened.close();
    }
    return took;
  });
}

async function fill(file: string, count: number): Promise<void> {
  const store = open(file);
  for (let from = 0; from < count; from += 1000) {
    await store.transaction((tx) => {
      for (let i = from; i < from + 1000; i++) {
        const invocation = { jobId: jobId('p', `j${i % JOBS}`), debugLog: LOG };
        tx.putInvocation(ended(2n ** 62n - BigInt(i), invocation));
      }
    });
  }
  await store.transaction((tx) => {
    for (let i = 0; i < JOBS; i++) tx.putJob(aJob({ id: jobId('p', `j${i}`) }));
    for (let i = 0; i < JOBS; i++) tx.enqueue(anItem());
  });
  store.close();
}

const LOG =
  '[12:34:56.789] A line of a log, as long as those that Managers write on average\n'.repeat(10);

/** All who sleep until the same time wake together, as with a real clock. */
async function passTime(clock: VirtualClock, until: number): Promise<void> {
  for (;;) {
    await clock.settled();
    const next = clock.nextWake();
    if (next === undefined || next > until) return;
    while (clock.nextWake() === next) clock.wakeNext(next);
  }
}

async function lastItemId(store: SqliteStore): Promise<number> {
  const item = await store.transaction((tx) => {
    const added = tx.enqueue(anItem({ due: Number.MAX_SAFE_INTEGER }));
    if (added) tx.deleteItem(added.id);
    return added;
  });
  return item?.id ?? 0;
}

function open(file: string): SqliteStore {
  const db = openDatabase(file);
  makeDurable(db);
  migrate(db);
  return new SqliteStore(db);
}

async function withFile<T>(act: (file: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-scheduler-bench-'));
  try {
    return await act(path.join(folder, 'engine.db'));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
