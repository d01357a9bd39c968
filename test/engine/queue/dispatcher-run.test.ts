// The run of a dispatcher: what it waits for, when it cuts what takes too long, and how it stops.

import assert from 'node:assert/strict';
import type { Store } from '../../../src/engine/store/store.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import { START } from '../engine-fixture.ts';
import { anItem } from '../store/records.ts';
import { dispatching, dispatchingOver } from './dispatching.ts';

/** A handler that does not end, whatever it is told. */
const never = () => new Promise<void>(() => {});

describe('the next event of a dispatcher', () => {
  it('is when an item is due, or when a handler has had its time', async () => {
    const { pass, dispatcher, clock } = await dispatching(
      ({ item }) => (item.id === 1 ? never() : Promise.resolve()),
      anItem(),
      anItem({ due: START + 30_000 }),
      anItem({ due: START + 90_000 }),
    );
    await pass(0);
    const next = () => (dispatcher.nextEvent() ?? 0) - START;
    assert.equal(next(), 30_000);
    await pass(30_000);
    assert.equal(next(), 60_000, 'the end of its time');
    clock.passTo(START + 60_000);
    assert.equal(dispatcher.cutOverdue(), true);
    assert.equal(dispatcher.cutOverdue(), false, 'it is told once');
    assert.equal(next(), 70_000, 'the end of its grace');
    clock.passTo(START + 69_999);
    assert.equal(dispatcher.cutOverdue(), false);
    clock.passTo(START + 70_000);
    assert.equal(dispatcher.cutOverdue(), true);
    assert.equal(dispatcher.running, 0);
    assert.equal(next(), 90_000);
    assert.equal(dispatcher.cutOverdue(), false);
  });

  for (const [second, expected] of [
    [5000, 65_000],
    [55_000, 70_000],
  ] as const) {
    it(`of a handler that was cut, and one that began ${second / 1000} s later: ${expected / 1000} s`, async () => {
      const { pass, dispatcher } = await dispatching(
        never,
        anItem(),
        anItem({ due: START + second }),
      );
      await pass(60_000);
      assert.equal((dispatcher.nextEvent() ?? 0) - START, expected);
    });
  }

  it('is none if nothing is due and nothing runs', async () => {
    const { pass, dispatcher } = await dispatching(async () => {});
    await pass(0);
    assert.equal(dispatcher.nextEvent(), undefined);
  });
});

describe('the run of a dispatcher', () => {
  /** A run, and how to let time pass and stop it. */
  function running({ dispatcher, clock }: Awaited<ReturnType<typeof dispatching>>) {
    const stop = new AbortController();
    const state = { ended: false };
    const done = dispatcher.run(stop.signal).then(() => {
      state.ended = true;
    });
    const advance = (ms: number) => clock.advanceTo(START + ms);
    return { stop, done, state, advance };
  }

  it('looks into the store at once when it is told that this has failed', async () => {
    const dispatched = await dispatching(async () => {});
    const { stop, done, advance } = running(dispatched);
    await advance(1000);
    await dispatched.memory.transaction((tx) => tx.enqueue(anItem({ due: START })));
    dispatched.dispatcher.uncertain();
    await advance(1000);
    assert.deepEqual(dispatched.deliveries, [
      [0, 0],
      [0, 1000],
    ]);
    stop.abort();
    await done;
  });

  it('looks into the store again if that fails while it delivers', async () => {
    const dispatched = await dispatching(() => {
      if (dispatched.deliveries.length > 1) return Promise.resolve();
      dispatched.dispatcher.uncertain();
      return dispatched.memory.transaction((tx) => void tx.enqueue(anItem({ due: START })));
    });
    const { stop, done, advance } = running(dispatched);
    await advance(0);
    assert.equal(dispatched.deliveries.length, 2);
    stop.abort();
    await done;
  });

  it('ends although it is stopped from within a handler', async () => {
    const dispatched = await dispatching(async () => stop.abort(new Error('enough')));
    const { stop, state, advance } = running(dispatched);
    await advance(0);
    assert.equal(state.ended, true);
  });

  it('ends when the last of its handlers has, and leaves no alarm behind', async () => {
    const dispatched = await dispatching(
      async ({ item }) => dispatched.clock.sleep(item.id * 1000),
      anItem(),
      anItem(),
    );
    const { stop, state, advance } = running(dispatched);
    await advance(500);
    stop.abort(new Error('enough'));
    await advance(1500);
    assert.equal(state.ended, false);
    await advance(2000);
    assert.equal(state.ended, true);
    assert.equal(dispatched.clock.nextWake(), undefined);
    assert.deepEqual(await dispatched.left(), []);
    assert.deepEqual(dispatched.serviceLog, []);
  });

  it('gives up on handlers that do not stop, whose items wait for the next run', async () => {
    const dispatched = await dispatching(never);
    const { stop, state, advance } = running(dispatched);
    await advance(0);
    stop.abort(new Error('enough'));
    await advance(9999);
    assert.equal(state.ended, false);
    await advance(10_000);
    assert.equal(state.ended, true);
    assert.equal(dispatched.dispatcher.running, 0);
    assert.equal((await dispatched.left()).length, 1);
    const next = running(dispatched);
    await next.advance(10_000);
    assert.deepEqual(dispatched.deliveries, [
      [0, 0],
      [0, 10_000],
    ]);
    next.stop.abort();
    await next.advance(20_000);
  });

  it('leaves an item as it is stored if it is stopped while the store takes no writes', async () => {
    let isBroken = false;
    const breaking = (memory: Store): Store => ({
      transaction: (body) =>
        isBroken
          ? Promise.reject(new TaskError('transient', 'the disk is full'))
          : memory.transaction(body),
    });
    const dispatched = await dispatchingOver(breaking, async () => {
      if (dispatched.deliveries.length > 1) return;
      isBroken = true;
      throw new TaskError('transient', 'not now');
    });
    const { stop, done, advance } = running(dispatched);
    await advance(1000);
    assert.match(dispatched.serviceLog.join('\n'), /Could not postpone InvocationFinishedTask/);
    stop.abort(new Error('enough'));
    await advance(5000);
    await done;
    isBroken = false;
    assert.deepEqual((await dispatched.left())[0]?.attempt, 0);
    const next = running(dispatched);
    await next.advance(60_000);
    assert.deepEqual(dispatched.deliveries, [
      [0, 0],
      [0, 5000],
    ]);
    assert.deepEqual(await dispatched.left(), []);
    next.stop.abort();
    await next.done;
  });
});
