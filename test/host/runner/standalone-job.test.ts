import assert from 'node:assert/strict';
import { standaloneJob } from '../../../host/runner/standalone-job.ts';
import { jobId } from '../../../src/task/ids.ts';
import { definition } from '../../engine/engine-fixture.ts';

it('a job by itself has no schedule and nobody to trigger, and is the same otherwise', () => {
  const whole = definition({
    flavor: 'trigger',
    schedule: '* * * * *',
    triggeredJobIds: [jobId('proj', 'other')],
  });
  assert.deepEqual(standaloneJob(whole), {
    ...whole,
    flavor: 'triggered',
    schedule: 'triggered',
    triggeredJobIds: [],
  });
});
