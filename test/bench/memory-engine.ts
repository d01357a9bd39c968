// The engine over memory on a virtual clock: how many events it handles in a second.

import { Engine } from '../../src/engine/engine.ts';
import { EngineStorage } from '../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import { VirtualClock } from '../../src/engine/virtual-clock.ts';
import { builtinManagers } from '../../src/task/builtin-managers.ts';
import { linearCongruential } from '../engine/engine-fixture.ts';
import { anItem } from '../engine/store/records.ts';
import { benchProject } from './engine-project.ts';

const START = Date.UTC(2026, 0, 2);

/** Figures of a project of so many noop jobs, for so many hours; the same events in each run. */
export async function memoryEngineRate(
  jobs: number,
  hours: number,
): Promise<Record<string, number>> {
  const clock = new VirtualClock({
    start: START,
    // Node's next tick comes when promise reactions have run out, and nothing else is in flight here.
    settled: () => new Promise((resolve) => process.nextTick(resolve)),
  });
  const store = new MemoryStore();
  const world = {
    clock,
    random: linearCongruential(1),
    storage: new EngineStorage(store),
    service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
    httpClient: () => Promise.reject(new Error('there is no network in a bench')),
  };
  const engine = new Engine({
    world,
    store,
    registry: builtinManagers(world),
    timing: serviceTiming,
    history: { count: 1000, ageMs: Number.POSITIVE_INFINITY },
  });
  await engine.updateProjectJobs('p', benchProject(jobs));
  const before = await nextItemId(store);
  const start = performance.now();
  const cpu = process.cpuUsage();
  await engine.runUntil(clock, START + hours * 3_600_000);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const items = (await nextItemId(store)) - before;
  return { items, ms, cpu: (user + system) / 1000, itemsPerSecond: (items / ms) * 1000 };
}

async function nextItemId(store: MemoryStore): Promise<number> {
  const item = await store.transaction((tx) => {
    const added = tx.enqueue(anItem({ due: Number.MAX_SAFE_INTEGER }));
    if (added) tx.deleteItem(added.id);
    return added;
  });
  return item?.id ?? 0;
}
