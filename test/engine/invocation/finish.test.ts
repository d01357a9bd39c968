// The end of an Invocation, of which its job hears, and what the history lets go of then (engine.md S8).

import assert from 'node:assert/strict';
import { Engine } from '../../../src/engine/engine.ts';
import type { HistoryLimits } from '../../../src/engine/engine-context.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  scriptedManager,
  virtualClock,
  virtualWorld,
} from '../engine-fixture.ts';
import { ended } from '../store/records.ts';

describe('an invocation that ends', () => {
  it('is active until a triage has acknowledged its end', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const id = await fixture.start();
    const { engine, clock } = fixture;
    const debug = async () => {
      const found = await engine.debugJob(JOB);
      assert.ok(found);
      return [found.job.activeInvocations, found.recentlyFinished, found.job.finishedInvocations];
    };
    await engine.runUntil(clock, START + 1000);
    assert.deepEqual(await debug(), [[id], [id], []]);
    await engine.runUntil(clock, START + 3000);
    assert.deepEqual(await debug(), [[], [], [{ id, finished: START + 3000 }]]);
  });

  it('whose end is told twice is acknowledged once', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const id = await fixture.start();
    const { engine, clock, store } = fixture;
    const payload = { kind: 'InvocationFinishedTask', jobId: JOB, invocationId: id } as const;
    for (const due of [START + 1500, START + 4000]) {
      await store.transaction((tx) => tx.enqueue({ payload, due }));
    }
    await engine.runUntil(clock, START + 60_000);
    const debug = await engine.debugJob(JOB);
    assert.deepEqual(debug?.recentlyFinished, []);
    assert.deepEqual(debug?.job.finishedInvocations, [{ id, finished: START + 3000 }]);
  });
});

/** What is let go of `before`, ended one millisecond after the other from START on, when one more has ended at `now`. */
async function letGo(before: number, history: HistoryLimits, now = START + 1000, pinned = 0) {
  const clock = virtualClock(START);
  const store = new MemoryStore({ strict: true });
  const deleted: bigint[] = [];
  const engine = new Engine({
    world: virtualWorld(clock),
    store,
    registry: new ManagerRegistry().register(scriptedManager()),
    timing: serviceTiming,
    history,
    listener: { invocationDeleted: (id) => deleted.push(id) },
  });
  await engine.updateProjectJobs('proj', [definition()]);
  await store.transaction((tx) => {
    for (let i = 0; i < before; i++) {
      tx.putInvocation(ended(1000 - i, { finished: START + i, pinned: i < pinned }));
    }
  });
  clock.passTo(now - 1000);
  const last = await engine.startInvocation(JOB, BY_HAND);
  await engine.runUntil(clock, now);
  return deleted.map((id) => (id === last ? 'last' : Number(id)));
}

describe('the history', () => {
  const ALL = Number.POSITIVE_INFINITY;
  const rows: [
    before: number,
    history: HistoryLimits,
    now: number,
    pinned: number,
    deleted: (number | 'last')[],
  ][] = [
    [5, { count: ALL, ageMs: ALL }, 1000, 0, []],
    [5, { count: 6, ageMs: ALL }, 1000, 0, []],
    [5, { count: 5, ageMs: ALL }, 1000, 0, [1000]],
    [5, { count: 3, ageMs: ALL }, 1000, 0, [1000, 999, 998]],
    [5, { count: 0, ageMs: ALL }, 1000, 0, [1000, 999, 998, 997, 996, 'last']],
    // What is exactly as old as it may be is kept.
    [5, { count: ALL, ageMs: 1000 }, 1000, 0, []],
    [5, { count: ALL, ageMs: 1000 }, 1001, 0, [1000]],
    [5, { count: ALL, ageMs: 1000 }, 1004, 0, [1000, 999, 998, 997]],
    // The first two are pinned: neither counted nor let go of.
    [5, { count: 4, ageMs: ALL }, 1000, 2, []],
    [5, { count: 3, ageMs: ALL }, 1000, 2, [998]],
    [5, { count: ALL, ageMs: 1000 }, 60_000, 2, [998, 997, 996]],
  ];
  for (const [before, history, now, pinned, deleted] of rows) {
    const limits = `${history.count} and ${history.ageMs} ms`;
    it(`of ${before}, ${pinned} pinned, within ${limits} lets ${deleted.length} go at ${now} ms`, async () => {
      assert.deepEqual(await letGo(before, history, START + now, pinned), deleted);
    });
  }

  it('that is far too long is cut in turns of ten', async () => {
    assert.equal((await letGo(35, { count: 1, ageMs: ALL })).length, 10);
  });
});
