import assert from 'node:assert/strict';
import {
  applyDefinition,
  checkJobId,
  effectiveSchedule,
  isActive,
  type Job,
  matchesDefinition,
} from '../../../src/engine/job/job.ts';
import { type JobId, jobId } from '../../../src/task/ids.ts';
import { definition } from '../engine-fixture.ts';

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

  // engine.md J3; the other fields are those of test/engine/job/update-project-jobs.test.ts.
  const [a, b] = [jobId('proj', 'a'), jobId('proj', 'b')];
  const targets: readonly (readonly [before: readonly JobId[], after: readonly JobId[]])[] = [
    [[], [a]],
    [[a], [b]],
    [
      [a, b],
      [a, a],
    ],
    [[a, b], [a]],
  ];
  for (const [before, after] of targets) {
    it(`that triggers ${before.join() || 'none'} is not as one that triggers ${after.join()}`, () => {
      const defined = definition({ schedule: '* * * * *', triggeredJobIds: before });
      const stored = applyDefinition(undefined, defined);
      assert.equal(matchesDefinition(stored, defined), true);
      assert.equal(matchesDefinition(stored, { ...defined, triggeredJobIds: after }), false);
    });
  }

  it('is not as one of another id, nor, while it is disabled, as any', () => {
    const defined = definition({ schedule: '* * * * *' });
    assert.equal(matchesDefinition(job(), defined), true);
    assert.equal(matchesDefinition(job(), { ...defined, jobId: a }), false);
    assert.equal(matchesDefinition(job({ enabled: false }), defined), false);
  });
});
