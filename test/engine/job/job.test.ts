import assert from 'node:assert/strict';
import {
  applyDefinition,
  checkJobId,
  effectiveSchedule,
  isActive,
  type Job,
} from '../../../src/engine/job/job.ts';
import { publicJobState } from '../../../src/engine/job/job-state.ts';
import { DISTANT_FUTURE } from '../../../src/schedule/next-time.ts';
import type { InvocationId, JobId } from '../../../src/task/ids.ts';
import { definition, EngineFixture, JOB, START, scriptedManager } from '../engine-fixture.ts';

const job = (more: Partial<Job> = {}): Job => ({
  ...applyDefinition(undefined, definition({ schedule: '* * * * *' })),
  ...more,
});

describe('a job', () => {
  for (const [id, ok] of [
    ['proj/job', true],
    ['p/j', true],
    ['proj', false],
    ['proj/', false],
    ['/job', false],
    ['a/b/c', false],
    ['/a/b', false],
    ['a/b/', false],
    ['', false],
  ] as const) {
    it(`${ok ? 'may' : 'cannot'} have the id ${JSON.stringify(id)}`, () => {
      const check = () => checkJobId(id as JobId);
      if (ok) check();
      else {
        const message = `Job id ${JSON.stringify(id)} is not of the form project/job.`;
        assert.throws(check, { code: 'job-id-malformed', message });
      }
    });
  }

  const at = (when: number | undefined) => ({
    cron: { enabled: true, generation: 1, lastRewind: START, lastTick: { when, nonce: 1 } },
  });
  const running = { activeInvocations: [1n as InvocationId] };
  for (const [state, more] of [
    ['SCHEDULED', at(START)],
    ['WAITING', at(undefined)],
    ['WAITING', at(DISTANT_FUTURE)],
    ['PAUSED', { ...at(START), paused: true }],
    ['DISABLED', { ...at(START), enabled: false }],
    ['DISABLED', { enabled: false, paused: true }],
    ['RUNNING', { ...at(START), ...running }],
    ['RUNNING', { enabled: false, paused: true, ...running }],
  ] as const) {
    it(`is ${state} for ${Object.keys(more).join(', ')}`, () => {
      assert.equal(publicJobState(job(more)), state);
    });
  }

  for (const [enabled, paused, active, schedule] of [
    [true, false, true, '* * * * *'],
    [true, true, false, 'triggered'],
    [false, false, false, '* * * * *'],
    [false, true, false, 'triggered'],
  ] as const) {
    it(`with enabled ${enabled} and paused ${paused} is ${active ? 'active' : 'inactive'}`, () => {
      assert.equal(isActive(job({ enabled, paused })), active);
      assert.equal(effectiveSchedule(job({ enabled, paused })), schedule);
    });
  }
});

describe('pausing a job', () => {
  const stored = async (fixture: EngineFixture) =>
    (await fixture.engine.getJob(JOB)) ?? assert.fail();
  const triages = async (fixture: EngineFixture) => {
    const items = await fixture.store.transaction((tx) => tx.items());
    return items.filter(({ payload }) => payload.kind === 'TriageJobStateTask').length;
  };

  it('says who, when and why, and lets what waits be dropped; resuming it does not', async () => {
    const fixture = new EngineFixture(scriptedManager());
    await fixture.engine.updateProjectJobs('proj', [definition({ schedule: '* * * * *' })]);
    const before = await stored(fixture);
    assert.equal(before.pausedOrResumed, undefined);
    await fixture.engine.pauseJob(JOB, 'user:a', 'too loud');
    const paused = await stored(fixture);
    assert.equal(paused.paused, true);
    assert.deepEqual(paused.pausedOrResumed, { when: START, by: 'user:a', reason: 'too loud' });
    assert.equal(paused.cron.lastTick.when, DISTANT_FUTURE);
    assert.equal(await triages(fixture), 1);
    // Nothing happens to one that is paused already.
    await fixture.engine.pauseJob(JOB, 'user:b', 'me too');
    assert.deepEqual(await stored(fixture), paused);
    fixture.clock.passTo(START + 10_000);
    await fixture.engine.resumeJob(JOB, 'user:c', '');
    const resumed = await stored(fixture);
    assert.equal(resumed.paused, false);
    assert.deepEqual(resumed.pausedOrResumed, { when: START + 10_000, by: 'user:c', reason: '' });
    assert.equal(resumed.cron.lastTick.when, before.cron.lastTick.when);
    assert.equal(await triages(fixture), 1);
  });

  it('is refused for a job that is not in the config', async () => {
    const fixture = new EngineFixture(scriptedManager());
    const refused = { code: 'job-not-found', message: `There is no job ${JOB}.` };
    await assert.rejects(fixture.engine.pauseJob(JOB, 'user:a', ''), refused);
    await fixture.engine.updateProjectJobs('proj', [definition()]);
    await fixture.engine.updateProjectJobs('proj', []);
    await assert.rejects(fixture.engine.pauseJob(JOB, 'user:a', ''), refused);
  });
});
