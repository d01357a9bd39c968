import assert from 'node:assert/strict';
import { DeadlineExceeded, withDeadline } from '../../src/io/deadline.ts';
import { virtualClock } from '../engine/engine-fixture.ts';

describe('withDeadline', () => {
  const never = new AbortController().signal;

  it('passes the result on and leaves nothing behind', async () => {
    const clock = virtualClock(0);
    const work = withDeadline(clock, 1000, never, async () => {
      await clock.sleep(10);
      return 'done';
    });
    assert.equal(await clock.runUntil(work), 'done');
    await clock.advanceTo(11);
    await assert.rejects(clock.runUntil(new Promise(() => {})), /nothing more is due/);
    assert.equal(clock.now(), 11, 'nobody slept until the deadline');
  });

  it('aborts the signal when time is up', async () => {
    const clock = virtualClock(0);
    const work = withDeadline(clock, 1500, never, (signal) => clock.sleep(9999, signal));
    await assert.rejects(
      clock.runUntil(work),
      (error) => error instanceof DeadlineExceeded && /1\.5 s/.test(error.message),
    );
    assert.equal(clock.now(), 1500);
  });

  it('aborts the signal when the outer one does, for its reason', async () => {
    const clock = virtualClock(0);
    const outer = new AbortController();
    const reason = new Error('stop');
    const work = withDeadline(clock, 1000, outer.signal, (signal) => clock.sleep(9999, signal));
    outer.abort(reason);
    await assert.rejects(clock.runUntil(work), (error) => error === reason);
    assert.equal(clock.now(), 0);
  });

  it('leaves work alone that does not obey', async () => {
    const clock = virtualClock(0);
    const work = withDeadline(clock, 1500, never, () => new Promise(() => {}));
    await assert.rejects(clock.runUntil(work), (error) => error instanceof DeadlineExceeded);
    assert.equal(clock.now(), 2500);
  });

  it('lets work that obeys give what it has', async () => {
    const clock = virtualClock(0);
    const work = withDeadline(clock, 1500, never, async (signal) => {
      await clock.sleep(9999, signal).catch(() => clock.sleep(999));
      return 'half';
    });
    assert.equal(await clock.runUntil(work), 'half');
    await assert.rejects(clock.runUntil(new Promise(() => {})), /nothing more is due/);
    assert.equal(clock.now(), 2499);
  });

  it('does not begin when the outer signal has aborted already', async () => {
    const begun = withDeadline(virtualClock(0), 1000, AbortSignal.abort(), () => assert.fail());
    await assert.rejects(begun, { name: 'AbortError' });
  });
});
