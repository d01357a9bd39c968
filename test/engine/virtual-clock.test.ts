import assert from 'node:assert/strict';
import { virtualClock } from './engine-fixture.ts';

describe('the virtual clock', () => {
  it('wakes sleepers in the order of their times, equal times in the order they went to sleep', async () => {
    const clock = virtualClock(1000);
    const woken: string[] = [];
    const sleep = async (name: string, ms: number) => {
      await clock.sleep(ms);
      woken.push(`${name}@${clock.now()}`);
    };
    await clock.runUntil(
      Promise.all([
        sleep('late', 30),
        sleep('first', 10),
        sleep('second', 10),
        sleep('never mind', 0),
      ]),
    );
    assert.deepEqual(woken, ['never mind@1000', 'first@1010', 'second@1010', 'late@1030']);
  });

  it('stands still while anything can run', async () => {
    const clock = virtualClock(0);
    const sleeping = clock.sleep(1);
    let turns = 0;
    const busy = (async () => {
      while (turns < 1000) {
        await Promise.resolve();
        assert.equal(clock.now(), 0);
        turns++;
      }
    })();
    await clock.runUntil(Promise.all([sleeping, busy]));
    assert.equal(turns, 1000);
    assert.equal(clock.now(), 1);
  });

  it('forgets a sleeper that is aborted, and tells it why', async () => {
    const clock = virtualClock(0);
    const nap = new AbortController();
    const reason = new Error('enough');
    const cancelled = assert.rejects(clock.sleep(10, nap.signal), reason);
    const other = clock.sleep(50);
    nap.abort(reason);
    await clock.runUntil(Promise.all([cancelled, other]));
    assert.equal(clock.now(), 50);
    await assert.rejects(clock.sleep(10, nap.signal), reason);
  });

  it('does not mind an abort in the moment of waking', async () => {
    const clock = virtualClock(0);
    const nap = new AbortController();
    const woken = clock.sleep(10, nap.signal).then(() => 'woken');
    const other = clock.sleep(20).then(() => clock.now());
    void clock.sleep(10).then(() => nap.abort());
    assert.deepEqual(await clock.runUntil(Promise.all([woken, other])), ['woken', 20]);
  });

  it('goes to a time and no further', async () => {
    const clock = virtualClock(0);
    const woken: number[] = [];
    for (const ms of [10, 20, 30]) void clock.sleep(ms).then(() => woken.push(clock.now()));
    await clock.advanceTo(20);
    assert.deepEqual(woken, [10, 20]);
    await clock.advanceTo(25);
    assert.equal(clock.now(), 25);
    assert.deepEqual(woken, [10, 20]);
  });

  it('says so when it waits for what cannot happen', async () => {
    await assert.rejects(virtualClock(0).runUntil(new Promise(() => {})), /nothing more is due/);
  });
});
