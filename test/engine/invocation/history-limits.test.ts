import assert from 'node:assert/strict';
import { Engine } from '../../../src/engine/engine.ts';
import type { HistoryLimits } from '../../../src/engine/engine-context.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store, Transaction } from '../../../src/engine/store/store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { scriptedManager, virtualClock, virtualWorld } from '../engine-fixture.ts';
import { overridden } from '../store/overridden.ts';
import { aJob, anInvocation, anItem, ended, inv, JOB, START } from '../store/records.ts';

const MINUTE = 60_000;

interface Row {
  readonly title: string;
  readonly limits: HistoryLimits;
  /** Of those that have ended, in that order: how many minutes ago, and whether they are pinned. */
  readonly ended: readonly (readonly [minutesAgo: number, 'pinned'?])[];
  /** The places of those that are left when one more has ended. */
  readonly left: readonly number[];
}

const NEVER = Number.POSITIVE_INFINITY;

const ROWS: readonly Row[] = [
  {
    title: 'nothing goes while there is room',
    limits: { count: 4, ageMs: NEVER },
    ended: [[9], [8], [7]],
    left: [0, 1, 2],
  },
  {
    title: 'what ended first goes first',
    limits: { count: 3, ageMs: NEVER },
    ended: [[9], [8], [7]],
    left: [1, 2],
  },
  {
    title: 'the limit counts the one that has just ended',
    limits: { count: 1, ageMs: NEVER },
    ended: [[1]],
    left: [],
  },
  {
    title: 'what is pinned stays, and is not counted',
    limits: { count: 2, ageMs: 5 * MINUTE },
    ended: [[9, 'pinned'], [4], [3], [2, 'pinned']],
    left: [0, 2, 3],
  },
  {
    title: 'what is too old goes, whatever room there is',
    limits: { count: NEVER, ageMs: 5 * MINUTE },
    ended: [[9], [6], [5, 'pinned'], [4]],
    left: [2, 3],
  },
  {
    title: 'of many that are too many, some go each time',
    limits: { count: 1, ageMs: NEVER },
    ended: Array.from({ length: 15 }, () => [1] as const),
    left: [10, 11, 12, 13, 14],
  },
  {
    title: 'of many that are too old, some go each time',
    limits: { count: NEVER, ageMs: 5 * MINUTE },
    ended: Array.from({ length: 15 }, () => [6] as const),
    left: [10, 11, 12, 13, 14],
  },
];

describe('the limits of the history', () => {
  for (const { title, limits, ended: old, left } of ROWS) {
    it(title, async () => {
      const store = new MemoryStore({ strict: true });
      await store.transaction((tx) => {
        tx.putJob(aJob());
        for (const [i, [minutesAgo, pinned]] of old.entries()) {
          const finished = START - minutesAgo * MINUTE;
          tx.putInvocation(ended(i + 1, { finished, ...(pinned && { pinned: true }) }));
        }
      });
      await endOne(store, limits);
      const ids = await store.transaction((tx) => tx.lastEnded(99).map(({ id }) => Number(id)));
      assert.deepEqual(ids.reverse(), [...left.map((i) => i + 1), 1000]);
    });
  }

  it('read no more of what is stored than has to go', async () => {
    const store = new MemoryStore({ strict: true });
    let asked = 0;
    await store.transaction((tx) => {
      tx.putJob(aJob());
      for (let i = 1; i <= 100; i++) tx.putInvocation(ended(i));
    });
    const firstEnded = (tx: Transaction) => (limit: number) => {
      asked += limit;
      return tx.firstEnded(limit);
    };
    const watched: Store = {
      transaction: (body) =>
        store.transaction((tx) => body(overridden(tx, { firstEnded: firstEnded(tx) }))),
    };
    await endOne(watched, { count: 100, ageMs: NEVER });
    assert.equal(asked, 1);
  });
});

/** Delivers the end of Invocation 1000. */
async function endOne(store: Store, history: HistoryLimits): Promise<void> {
  await store.transaction((tx) => {
    tx.putInvocation(anInvocation(1000, { status: 'SUCCEEDED', finished: START }));
    const payload = {
      kind: 'InvocationFinishedTask',
      jobId: JOB,
      invocationId: inv(1000),
    } as const;
    tx.enqueue(anItem({ payload }));
  });
  const clock = virtualClock();
  const engine = new Engine({
    world: virtualWorld(clock),
    store,
    registry: new ManagerRegistry().register<never>(scriptedManager() as never),
    timing: serviceTiming,
    history,
  });
  await engine.runUntil(clock, clock.now());
}
