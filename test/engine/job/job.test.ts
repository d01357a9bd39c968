import assert from 'node:assert/strict';
import {
  applyDefinition,
  checkJobId,
  effectiveSchedule,
  isActive,
  type Job,
} from '../../../src/engine/job/job.ts';
import type { JobId } from '../../../src/task/ids.ts';
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
});
