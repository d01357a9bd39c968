// What becomes of an item, by what its handler comes to (engine.md 5: how the task queue takes a result).

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { LostCall } from '../../../src/engine/lost-call.ts';
import { TaskError, type TaskErrorKind } from '../../../src/task/task-error.ts';
import { START } from '../engine-fixture.ts';
import { anItem, inv, JOB } from '../store/records.ts';
import { dispatching, dispatchingOver } from './dispatching.ts';

const HOUR = 3_600_000;

const failing = (error: unknown) => () => Promise.reject(error);
const LAUNCH = anItem({
  payload: { kind: 'LaunchInvocationTask', jobId: JOB, invocationId: inv(1) },
});

describe('an item', () => {
  it('that is handled is done', async () => {
    const { pass, left, deliveries, serviceLog } = await dispatching(async () => {});
    await pass(HOUR);
    assert.deepEqual(await left(), []);
    assert.deepEqual(deliveries, [[0, 0]]);
    assert.deepEqual(serviceLog, []);
  });

  it('that its handler has taken out is not looked for again', async () => {
    const { pass, left, dispatcher } = await dispatching((delivery, store) =>
      store.transaction((tx) => tx.finish(delivery)),
    );
    await pass(HOUR);
    assert.deepEqual(await left(), []);
    assert.equal(dispatcher.running, 0);
  });

  for (const error of [new Error('broken'), new TaskError('fatal', 'no'), undefined, null]) {
    it(`whose handler rejects with ${error} is dropped, and somebody is told`, async () => {
      const { pass, left, deliveries, serviceLog } = await dispatching(failing(error));
      await pass(HOUR);
      assert.deepEqual(await left(), []);
      assert.equal(deliveries.length, 1);
      assert.match(serviceLog.join('\n'), /^InvocationFinishedTask is dropped: /);
    });
  }

  it('whose handler throws at once is dropped, and somebody is told', async () => {
    const { pass, left, serviceLog } = await dispatching(() => {
      throw new Error('nobody knows this kind');
    });
    await pass(HOUR);
    assert.deepEqual(await left(), []);
    assert.deepEqual(serviceLog, [
      'InvocationFinishedTask is dropped: Error: nobody knows this kind',
    ]);
  });

  const again = (kind: TaskErrorKind) => new TaskError(kind, 'not yet');
  for (const error of [
    again('transient'),
    again('retry'),
    again('retry-only'),
    new LostCall('x'),
  ]) {
    it(`whose handler rejects with ${error} comes again after 0.1 s, doubling`, async () => {
      const { pass, left, deliveries } = await dispatching(failing(error));
      await pass(1500);
      assert.deepEqual(deliveries, [
        [0, 0],
        [1, 100],
        [2, 300],
        [3, 700],
        [4, 1500],
      ]);
      assert.equal((await left())[0]?.attempt, 5);
      await pass(48 * HOUR);
      const [last, before] = [deliveries.at(-1)?.[1] ?? 0, deliveries.at(-2)?.[1] ?? 0];
      assert.equal(last - before, HOUR, 'and never after more than an hour');
    });
  }

  it('that launches comes again after 5 s, doubling to 600 s (L6)', async () => {
    const { pass, deliveries } = await dispatching(failing(again('transient')), LAUNCH);
    await pass(2 * HOUR);
    const times = deliveries.map(([, ms]) => ms / 1000);
    const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    assert.deepEqual(waits.slice(0, 9), [5, 10, 20, 40, 80, 160, 320, 600, 600]);
  });

  it('whose handler does not end is cut, given up later, and comes again', async () => {
    const cuts: number[] = [];
    const { pass, deliveries, clock, serviceLog } = await dispatching(({ signal }) => {
      signal.addEventListener('abort', () => cuts.push(clock.now() - START));
      return new Promise(() => {});
    });
    await pass(59_999);
    assert.deepEqual(cuts, []);
    await pass(69_999);
    assert.deepEqual(cuts, [60_000]);
    assert.equal(deliveries.length, 1);
    await pass(70_100);
    assert.deepEqual(deliveries, [
      [0, 0],
      [1, 70_100],
    ]);
    assert.match(serviceLog.join('\n'), /delivered again in 0\.1 s: LostCall: it did not stop/);
  });

  it('that was given up harms nothing when its handler ends after all', async () => {
    const ends: ((value?: undefined) => void)[] = [];
    const { pass, deliveries, left } = await dispatching(({ item }) =>
      item.attempt > 0 ? Promise.resolve() : new Promise((resolve) => ends.push(resolve)),
    );
    await pass(70_050);
    ends[0]?.();
    await pass(HOUR);
    assert.deepEqual(deliveries, [
      [0, 0],
      [1, 70_100],
    ]);
    assert.deepEqual(await left(), []);
  });

  it('waits for none that goes on', async () => {
    const { pass, deliveries } = await dispatching(
      ({ item }) => (item.id === 1 ? new Promise(() => {}) : Promise.resolve()),
      anItem(),
      anItem(),
      anItem({ due: START + 1000 }),
    );
    await pass(1000);
    assert.deepEqual(deliveries, [
      [0, 0],
      [0, 0],
      [0, 1000],
    ]);
  });

  it('that somebody else has put into the store is found when the store has failed', async () => {
    const { pass, memory, dispatcher, deliveries } = await dispatching(async () => {});
    await pass(0);
    await memory.transaction((tx) => tx.enqueue(anItem({ due: START + 10 })));
    await pass(1000);
    assert.equal(deliveries.length, 1, 'nobody has told the dispatcher');
    dispatcher.uncertain();
    await pass(2000);
    assert.deepEqual(deliveries, [
      [0, 0],
      [0, 1000],
    ]);
  });

  it('that is being delivered is not delivered again when the store has failed', async () => {
    const { pass, dispatcher, deliveries } = await dispatching(() => new Promise(() => {}));
    await pass(1000);
    dispatcher.uncertain();
    await pass(2000);
    assert.deepEqual(deliveries, [[0, 0]]);
  });

  it('that was put in first is delivered first, in whatever order the store tells them', async () => {
    const ids: number[] = [];
    const { pass } = await dispatchingOver(
      (memory) => ({
        transaction: (body) =>
          memory.transaction((tx) => {
            const result = body(tx);
            return Array.isArray(result) ? (result.toReversed() as typeof result) : result;
          }),
      }),
      async ({ item }) => {
        ids.push(item.id);
      },
      anItem(),
      anItem(),
      anItem(),
    );
    await pass(0);
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => a - b),
    );
    assert.equal(ids.length, 3);
  });

  it('is waited for while a store of real files tells what there is', async () => {
    const { pass, deliveries } = await dispatchingOver(
      (memory) => ({
        transaction: async (body) => {
          for (let i = 0; i < 5; i++) await readFile(import.meta.filename);
          return memory.transaction(body);
        },
      }),
      async () => {},
    );
    await pass(1000);
    assert.deepEqual(deliveries, [[0, 0]]);
  });
});
