// Decisions of a triage. What the service decides, its answers tell (test/vectors/engine.ts).

import assert from 'node:assert/strict';
import { applyDefinition, type Job } from '../../../src/engine/job/job.ts';
import { type TriageState, triage } from '../../../src/engine/triage/triage.ts';
import { policyOfJob } from '../../../src/policy/policy-definition.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { definition, START } from '../engine-fixture.ts';

const MINUTE = 60_000;
const ids = (...numbers: number[]) => numbers.map((n) => BigInt(n) as InvocationId);

function decide(job: Partial<Job>, state: Partial<TriageState>) {
  const lines: string[] = [];
  const decision = triage(
    {
      job: { ...applyDefinition(undefined, definition()), ...job },
      pending: [],
      recentlyFinished: [],
      policy: policyOfJob(new Uint8Array()).policy,
      now: START,
      ...state,
    },
    (line) => lines.push(line),
  );
  return { ...decision, lines };
}

describe('a triage', () => {
  it('acknowledges what has ended in the order in which it was started', () => {
    const { job } = decide(
      { activeInvocations: ids(9, 8, 7, 6) },
      { recentlyFinished: ids(7, 9, 6) },
    );
    assert.deepEqual(job.activeInvocations, ids(8));
    assert.deepEqual(
      job.finishedInvocations,
      ids(9, 7, 6).map((id) => ({ id, finished: START })),
    );
  });

  it('acknowledges nothing twice', () => {
    const finishedInvocations = [{ id: ids(9)[0] as InvocationId, finished: START - MINUTE }];
    const { job, lines } = decide({ finishedInvocations }, { recentlyFinished: ids(9) });
    assert.deepEqual(job.finishedInvocations, finishedInvocations);
    assert.deepEqual(
      lines.filter((line) => line.includes('finished')),
      [],
    );
  });

  for (const [age, kept] of [
    [10 * MINUTE - 1, 1],
    [10 * MINUTE, 0],
  ] as const) {
    it(`${kept ? 'keeps' : 'forgets'} what was acknowledged ${age} ms ago`, () => {
      const finished = START - age;
      const { job } = decide(
        { finishedInvocations: [{ id: ids(9)[0] as InvocationId, finished }] },
        {},
      );
      assert.equal(job.finishedInvocations.length, kept);
    });
  }

  it('changes nothing of a job that has nothing new', () => {
    const job = applyDefinition(undefined, definition());
    assert.equal(decide(job, {}).job.activeInvocations, job.activeInvocations);
  });
});
