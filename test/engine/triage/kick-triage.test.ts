// When the queue has a triage of a job (engine.md K1).

import assert from 'node:assert/strict';
import { serviceTiming } from '../../../src/engine/timing.ts';
import {
  definition,
  EngineFixture,
  JOB,
  START,
  scriptedManager,
  virtualClock,
} from '../engine-fixture.ts';

const PERIOD = serviceTiming.triagePeriodMs;
const GRID = Math.ceil(START / PERIOD) * PERIOD;

/** The triages in the queue after the job was removed from its config at each of these times. */
async function triagesAfter(...times: readonly number[]) {
  const [first = 0] = times;
  const clock = virtualClock(first);
  const fixture = new EngineFixture(scriptedManager(), { clock });
  for (const time of times) {
    clock.passTo(time);
    await fixture.engine.updateProjectJobs('proj', [definition()]);
    await fixture.engine.updateProjectJobs('proj', []);
  }
  const items = await fixture.store.transaction((tx) => tx.items());
  return items.flatMap(({ payload, due, name }) =>
    payload.kind === 'TriageJobStateTask' ? [{ jobId: payload.jobId, due, name }] : [],
  );
}

const triageAt = (due: number) => ({ jobId: JOB, due, name: `triage:${JOB}:${due}` });

describe('a triage that is asked for', () => {
  for (const [what, time, due] of [
    ['on the grid', GRID, GRID + PERIOD],
    ['right behind it', GRID + 1, GRID + PERIOD],
    ['right before the next time', GRID + PERIOD - 1, GRID + PERIOD],
  ] as const) {
    it(`${what} is due at the next time`, async () => {
      assert.deepEqual(await triagesAfter(time), [triageAt(due)]);
    });
  }

  it('is one until then, however often it is asked for, and another one after that', async () => {
    assert.deepEqual(await triagesAfter(GRID, GRID + 1, GRID + PERIOD), [
      triageAt(GRID + PERIOD),
      triageAt(GRID + 2 * PERIOD),
    ]);
  });
});
