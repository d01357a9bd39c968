import assert from 'node:assert/strict';
import { serviceTiming } from '../../../src/engine/timing.ts';
import { createNoopManager } from '../../../src/task/noop/manager.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

/** A running engine and an Invocation of this noop task, to be launched 1 s after START. */
async function started(sleepMs: bigint, triggersCount = 0n) {
  const clock = virtualClock();
  // A sleep longer than a call may take is the engine's business.
  const timing = { ...serviceTiming, callLimitMs: Number.MAX_SAFE_INTEGER };
  const manager = createNoopManager(virtualWorld(clock));
  const fixture = new EngineFixture(manager, { clock, timing }).run();
  const task = taskOf({ noop: { sleepMs, triggersCount } });
  const id = await fixture.start(BY_HAND, definition({ task }));
  return { fixture, id };
}

describe('noop', () => {
  for (const [sleepMs, ms, log] of [
    [1n, 1, 'Sleeping for 0.001 s'],
    [1500n, 1500, 'Sleeping for 1.5 s'],
    [0n, 20_000, 'Sleeping for 20 s'],
    [-1n, 0, 'Not sleeping'],
    // In nanoseconds these do not fit into 64 bits.
    [9_223_372_036_855n, 0, 'Not sleeping'],
    [18_446_744_073_710n, 1, 'Sleeping for 0.001 s'],
    [-(2n ** 63n), 20_000, 'Sleeping for 20 s'],
    [86_400_000n, 86_400_000, 'Sleeping for 86400 s'],
  ] as const) {
    it(`sleep_ms: ${sleepMs} takes ${ms} ms and succeeds`, async () => {
      const { fixture } = await started(sleepMs);
      const invocation = await fixture.ended();
      assert.equal(invocation.status, 'SUCCEEDED');
      assert.equal(invocation.finished, START + 1000 + ms);
      assert.equal(invocation.retryCount, 0);
      assert.deepEqual(invocation.outgoingTriggers, []);
      assert.ok(fixture.texts().includes(log), fixture.texts().join('\n'));
      await fixture.stop();
    });
  }

  it('emits the triggers it is asked for when it has slept', async () => {
    const { fixture, id } = await started(500n, 3n);
    const invocation = await fixture.ended();
    assert.deepEqual(
      invocation.outgoingTriggers,
      [0, 1, 2].map((i) => ({
        id: `noop:${id}:${i}`,
        created: START + 1500,
        orderInBatch: i,
        jobId: JOB,
        invocationId: id,
        payload: { kind: 'noop', data: '' },
      })),
    );
    await fixture.stop();
  });

  it('emits none for a negative number', async () => {
    const { fixture } = await started(1n, -5n);
    assert.deepEqual((await fixture.ended()).outgoingTriggers, []);
    await fixture.stop();
  });

  it('fails instead of filling the memory', async () => {
    const { fixture } = await started(1n, 2n ** 62n);
    const invocation = await fixture.ended();
    assert.equal(invocation.status, 'FAILED');
    assert.match(invocation.debugLog, /Too many triggers/);
    await fixture.stop();
  });

  it('is aborted in its sleep at once', async () => {
    const { fixture, id } = await started(0n, 5n);
    await fixture.advance(8000);
    await fixture.engine.abortInvocation(JOB, id, 'user:me');
    const invocation = await fixture.invocation(id);
    assert.equal(invocation.status, 'ABORTED');
    assert.equal(invocation.finished, START + 8000);
    assert.deepEqual(invocation.outgoingTriggers, []);
    await fixture.stop();
    assert.equal(fixture.clock.now(), START + 8000, 'nobody slept on');
  });
});
