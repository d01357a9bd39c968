// Pausing and resuming (engine.md J9, M10, T4).

import assert from 'node:assert/strict';
import { publicJobState } from '../../../src/engine/job/job-state.ts';
import { DISTANT_FUTURE } from '../../../src/schedule/next-time.ts';
import { definition, EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';

const ME = 'user:me@example.com';
const HOUR = 3_600_000;

/** An engine with a job of the schedule. */
async function defined(schedule: string) {
  const fixture = new EngineFixture(scriptedManager());
  const { engine, clock } = fixture;
  await engine.updateProjectJobs('proj', [definition({ schedule })]);
  const job = async () => {
    const found = await engine.getJob(JOB);
    assert.ok(found);
    return found;
  };
  const at = (ms: number) => engine.runUntil(clock, START + ms);
  const started = async () => (await engine.listInvocations(JOB)).invocations;
  return { fixture, engine, job, at, started };
}

describe('a job that is paused', () => {
  it('says by whom, when and why, and its state is PAUSED', async () => {
    const { engine, job, at } = await defined('* * * * *');
    await at(5000);
    await engine.pauseJob(JOB, ME, 'for now');
    const { paused, pausedOrResumed } = await job();
    assert.equal(paused, true);
    assert.deepEqual(pausedOrResumed, { when: START + 5000, by: ME, reason: 'for now' });
    assert.equal(publicJobState(await job()), 'PAUSED');
  });

  it('again keeps who was first, and is no change', async () => {
    const { engine, job } = await defined('* * * * *');
    await engine.pauseJob(JOB, ME, 'first');
    const before = await job();
    await engine.pauseJob(JOB, 'user:other@example.com', 'second');
    assert.equal(await job(), before);
  });

  it('is looked at by a triage, and not again when it is resumed', async () => {
    const { fixture, engine, job, at } = await defined('* * * * *');
    const { cron } = await job();
    const triages = async () => {
      const items = await fixture.store.transaction((tx) => tx.items());
      return items.filter(({ payload }) => payload.kind === 'TriageJobStateTask').length;
    };
    await engine.pauseJob(JOB, ME, '');
    assert.equal(await triages(), 1);
    await at(2000);
    assert.equal(await triages(), 0);
    await engine.resumeJob(JOB, ME, '');
    assert.equal(await triages(), 0);
    assert.equal((await job()).cron.lastTick.when, cron.lastTick.when);
  });

  it('keeps its schedule, which does not start it', async () => {
    const { engine, job, at, started } = await defined('* * * * *');
    await engine.pauseJob(JOB, ME, '');
    assert.equal((await job()).schedule, '* * * * *');
    assert.equal((await job()).cron.lastTick.when, DISTANT_FUTURE);
    await at(24 * HOUR);
    assert.deepEqual(await started(), []);
  });

  it('drops what waits and what comes', async () => {
    const { engine, at, started } = await defined('triggered');
    const trigger = (id: string) => ({ id, created: START, orderInBatch: 0 });
    await engine.emitTriggers(JOB, [trigger('waits')]);
    await engine.pauseJob(JOB, ME, '');
    await engine.emitTriggers(JOB, [trigger('comes')]);
    await at(HOUR);
    const debug = await engine.debugJob(JOB);
    assert.deepEqual(debug?.pendingTriggers, []);
    assert.match(
      debug?.triageLog?.debugLog ?? '',
      /The job is paused: dropping all pending triggers \(1\)/,
    );
    await engine.resumeJob(JOB, ME, '');
    await at(2 * HOUR);
    assert.deepEqual(await started(), []);
  });

  it('stays paused when it is gone from the config and comes back (J5)', async () => {
    const { engine, job } = await defined('* * * * *');
    await engine.pauseJob(JOB, ME, 'why');
    await engine.updateProjectJobs('proj', []);
    await engine.updateProjectJobs('proj', [definition({ schedule: '* * * * *' })]);
    const { paused, pausedOrResumed, cron } = await job();
    assert.deepEqual([paused, pausedOrResumed?.reason], [true, 'why']);
    assert.equal(cron.lastTick.when, DISTANT_FUTURE);
  });
});

describe('a job that is resumed', () => {
  it('says by whom, when and why in place of who paused it', async () => {
    const { engine, job, at } = await defined('* * * * *');
    await engine.pauseJob(JOB, ME, 'a');
    await at(1000);
    await engine.resumeJob(JOB, 'user:other@example.com', 'b');
    const { paused, pausedOrResumed } = await job();
    assert.equal(paused, false);
    const by = 'user:other@example.com';
    assert.deepEqual(pausedOrResumed, { when: START + 1000, by, reason: 'b' });
  });

  it('and was not paused, is no change', async () => {
    const { engine, job } = await defined('* * * * *');
    const before = await job();
    await engine.resumeJob(JOB, ME, '');
    assert.equal(await job(), before);
  });

  // M10: [schedule, how long it was paused, when it starts after the resumption].
  const waits: [schedule: string, pausedMs: number, startsMs: number][] = [
    ['with 1h interval', 2 * HOUR, 2 * HOUR],
    ['with 1h interval', HOUR / 2, HOUR],
    ['0 * * * *', 2 * HOUR, 2 * HOUR + Date.UTC(2026, 0, 2, 4) - START],
  ];
  for (const [schedule, pausedMs, startsMs] of waits) {
    it(`after ${pausedMs / HOUR} h starts "${schedule}" at ${startsMs / HOUR} h`, async () => {
      const { engine, at, started } = await defined(schedule);
      await engine.pauseJob(JOB, ME, '');
      await at(pausedMs);
      await engine.resumeJob(JOB, ME, '');
      await at(startsMs - 1);
      assert.deepEqual(await started(), []);
      await at(startsMs + 3000); // The next triage, and what it allocates.
      assert.equal((await started()).length, 1);
    });
  }
});
