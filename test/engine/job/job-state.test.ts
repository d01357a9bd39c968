import assert from 'node:assert/strict';
import type { Job } from '../../../src/engine/job/job.ts';
import { type JobState, publicJobState } from '../../../src/engine/job/job-state.ts';
import { DISTANT_FUTURE } from '../../../src/schedule/next-time.ts';
import { aJob, inv, START } from '../store/records.ts';

const cronWith = (when: number | undefined, enabled = true) => ({
  cron: { enabled, generation: 1, lastRewind: START, lastTick: { when, nonce: 1 } },
});
const ACTIVE = { activeInvocations: [inv(1)] };

describe('the state of a job as users see it (ui.md 1)', () => {
  const rows: [what: string, job: Partial<Job>, expected: JobState][] = [
    ['waits for a tick', cronWith(START + 1), 'SCHEDULED'],
    ['is late for its tick', cronWith(START - 1), 'SCHEDULED'],
    ['has a schedule that never comes', cronWith(DISTANT_FUTURE), 'WAITING'],
    ['has fired and counts from its next triage', cronWith(undefined), 'WAITING'],
    ['has a cron machine that is off', cronWith(START, false), 'WAITING'],
    ['is paused', { paused: true }, 'PAUSED'],
    ['is gone from the config', { enabled: false }, 'DISABLED'],
    ['was paused before it was gone', { enabled: false, paused: true }, 'DISABLED'],
    ['has something active', ACTIVE, 'RUNNING'],
    ['has something active and is paused', { ...ACTIVE, paused: true }, 'RUNNING'],
    ['has something active and is gone', { ...ACTIVE, enabled: false }, 'RUNNING'],
    ['has something active and no tick', { ...ACTIVE, ...cronWith(undefined) }, 'RUNNING'],
    [
      'has had something that is acknowledged',
      { finishedInvocations: [{ id: inv(1), finished: START }] },
      'SCHEDULED',
    ],
  ];
  for (const [what, job, expected] of rows) {
    it(`is ${expected} if it ${what}`, () => assert.equal(publicJobState(aJob(job)), expected));
  }
});
