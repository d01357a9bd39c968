import assert from 'node:assert/strict';
import { definitionsOf } from '../../../host/runner/job-run.ts';
import { jobId } from '../../../src/task/ids.ts';
import { definition } from '../../engine/engine-fixture.ts';

const [poller, builder, other] = ['poller', 'builder', 'other'].map((name) => jobId('proj', name));
assert.ok(poller && builder && other);
const whole = definition({
  jobId: poller,
  flavor: 'trigger',
  schedule: '* * * * *',
  triggeredJobIds: [builder, other],
});
const alone = { ...whole, flavor: 'triggered', schedule: 'triggered', triggeredJobIds: [] };

describe('a job that is run by hand', () => {
  it('has no schedule and nobody to trigger, and is the same otherwise', () => {
    assert.deepEqual(definitionsOf({ definition: whole }), [alone]);
  });

  it('triggers those alone that are run with it', () => {
    const receiver = definition({ jobId: builder, triggeredJobIds: [poller, other] });
    assert.deepEqual(definitionsOf({ definition: whole, receivers: [receiver] }), [
      { ...alone, triggeredJobIds: [builder] },
      { ...receiver, flavor: 'triggered', schedule: 'triggered', triggeredJobIds: [] },
    ]);
  });

  it('is there once, though it triggers itself', () => {
    assert.deepEqual(
      definitionsOf({ definition: { ...whole, triggeredJobIds: [poller] }, receivers: [whole] }),
      [{ ...alone, triggeredJobIds: [poller] }],
    );
  });
});
