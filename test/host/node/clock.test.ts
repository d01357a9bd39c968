import assert from 'node:assert/strict';
import { nodeClock } from '../../../host/node/clock.ts';

describe('the clock of this machine', () => {
  it('tells whole milliseconds', () => {
    const before = Date.now();
    const now = nodeClock.now();
    assert.ok(Number.isInteger(now));
    assert.ok(before <= now && now <= Date.now());
  });

  it('sleeps at least as long as it is told', async () => {
    for (const ms of [1, 2, 3, 15]) {
      const before = nodeClock.now();
      await nodeClock.sleep(ms);
      assert.ok(nodeClock.now() >= before + ms);
    }
  });

  for (const ms of [0, -5]) {
    it(`does not sleep for ${ms} ms`, async () => {
      const awake = nodeClock.sleep(ms).then(() => 'awake');
      const nextTurn = new Promise((resolve) => setImmediate(resolve, 'asleep'));
      assert.equal(await Promise.race([awake, nextTurn]), 'awake');
    });
  }

  it('wakes as soon as it is told to, even from a sleep of centuries', async () => {
    const nap = new AbortController();
    const reason = new Error('wake up');
    const sleeping = nodeClock.sleep(2 ** 53, nap.signal);
    nap.abort(reason);
    await assert.rejects(sleeping, (error) => error === reason);
  });

  it('does not begin to sleep when it has been told not to', async () => {
    const reason = new Error('stay awake');
    await assert.rejects(
      nodeClock.sleep(2 ** 53, AbortSignal.abort(reason)),
      (error) => error === reason,
    );
  });
});
