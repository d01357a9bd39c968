// An engine that is driven from event to event over made-up time.

import assert from 'node:assert/strict';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  scriptedManager,
} from '../engine-fixture.ts';

const HOUR = 3_600_000;

describe('a run over virtual time', () => {
  it('ends at the time that it was told, and has done what was due by then', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const id = await fixture.start();
    const { engine, clock } = fixture;
    await engine.runUntil(clock, START + 999);
    assert.equal(clock.now(), START + 999);
    assert.equal((await fixture.invocation(id)).status, 'STARTING');
    await engine.runUntil(clock, START + 1000);
    assert.equal(clock.now(), START + 1000);
    assert.equal((await fixture.invocation(id)).status, 'SUCCEEDED');
  });

  it('of no time does what is due now', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await fixture.engine.updateProjectJobs('proj', [definition({ schedule: 'continuously' })]);
    await fixture.engine.runUntil(fixture.clock, START);
    assert.equal(fixture.clock.now(), START);
  });

  it('lets no time pass while one call is the cue for another', async () => {
    // The end of a launch wakes another one, which has much to do until it ends.
    const cue = Promise.withResolvers<void>();
    const ends: number[] = [];
    let launches = 0;
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          if (launches++ === 0) {
            await cue.promise;
            for (let i = 0; i < 1000; i++) await undefined;
          } else {
            cue.resolve();
          }
          ends.push(fixture.clock.now() - START);
          ctl.state().status = 'SUCCEEDED';
        },
      }),
    );
    await fixture.start();
    await fixture.engine.startInvocation(JOB, BY_HAND);
    await fixture.engine.runUntil(fixture.clock, START + HOUR);
    assert.deepEqual(ends, [1000, 1000]);
  });

  it('wakes who sleeps in the order of their times, calls and items together', async () => {
    const seen: [what: string, ms: number][] = [];
    const fixture: EngineFixture = new EngineFixture(
      scriptedManager({
        launchTask: async (ctl) => {
          ctl.state().status = 'RUNNING';
          ctl.addTimer(2000, 'two');
          ctl.addTimer(4000, 'four');
          await ctl.save();
          for (const ms of [1000, 2000]) {
            await fixture.clock.sleep(ms);
            seen.push(['slept', fixture.clock.now() - START]);
          }
        },
        handleTimer: async (_ctl, title) => {
          seen.push([title, fixture.clock.now() - START]);
        },
      }),
    );
    await fixture.start();
    await fixture.engine.runUntil(fixture.clock, START + HOUR);
    assert.deepEqual(seen, [
      ['slept', 2000],
      ['two', 3000],
      ['slept', 4000],
      ['four', 5000],
    ]);
  });

  it('tells of the end of each time at which something happened, and of no other', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await fixture.start();
    const times: number[] = [];
    await fixture.engine.runUntil(fixture.clock, START + HOUR, (time) => times.push(time - START));
    assert.equal(times[0], 0);
    assert.ok(times.includes(1000), 'the launch');
    assert.deepEqual(
      times,
      [...new Set(times)].sort((a, b) => a - b),
    );
    assert.ok(times.length <= 4, `${times}`);
  });

  it('takes the same course each time', async () => {
    const course = async () => {
      const fixture = new EngineFixture(scriptedManager());
      const { engine, clock } = fixture;
      await engine.updateProjectJobs('proj', [definition({ schedule: 'continuously' })]);
      await engine.runUntil(clock, START + HOUR);
      return fixture.lines;
    };
    assert.deepEqual(await course(), await course());
  });
});
