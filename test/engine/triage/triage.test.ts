// Decisions of a triage. What the service decides, its answers tell (test/vectors/engine.ts).

import assert from 'node:assert/strict';
import { applyDefinition, type Job } from '../../../src/engine/job/job.ts';
import { type TriageState, triage } from '../../../src/engine/triage/triage.ts';
import type { Policy, PolicyState } from '../../../src/policy/policy.ts';
import { policyOfJob } from '../../../src/policy/policy-definition.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { definition, START } from '../engine-fixture.ts';

const MINUTE = 60_000;

/** So many, the oldest first. */
function triggers(count: number): readonly Trigger[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `t${i}`,
    created: START + i,
    orderInBatch: 0,
  }));
}

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
    const { activeInvocations, finishedInvocations } = decide(
      { activeInvocations: ids(9, 8, 7, 6) },
      { recentlyFinished: ids(7, 9, 6) },
    );
    assert.deepEqual(activeInvocations, ids(8));
    assert.deepEqual(
      finishedInvocations,
      ids(9, 7, 6).map((id) => ({ id, finished: START })),
    );
  });

  it('acknowledges nothing twice', () => {
    const finishedInvocations = [{ id: ids(9)[0] as InvocationId, finished: START - MINUTE }];
    const { finishedInvocations: after, lines } = decide(
      { finishedInvocations },
      { recentlyFinished: ids(9) },
    );
    assert.deepEqual(after, finishedInvocations);
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
      const { finishedInvocations } = decide(
        { finishedInvocations: [{ id: ids(9)[0] as InvocationId, finished }] },
        {},
      );
      assert.equal(finishedInvocations.length, kept);
    });
  }

  for (const [why, job] of [
    ['paused', { paused: true }],
    ['disabled', { enabled: false }],
    ['disabled', { enabled: false, paused: true }],
  ] as const) {
    it(`drops what waits for a job that is ${JSON.stringify(job)}`, () => {
      const { requests, consumed, lines } = decide(job, { pending: triggers(2) });
      assert.deepEqual([requests, consumed], [[], ['t0', 't1']]);
      assert.deepEqual(lines, [`The job is ${why}: dropping all pending triggers (2)`]);
      assert.deepEqual(decide(job, {}).lines, []);
    });
  }

  // engine.md T7: so many are looked at, the newest.
  for (const [count, dropped] of [
    [1, 0],
    [999, 0],
    [1000, 0],
    [1001, 1],
    [1500, 500],
  ] as const) {
    it(`of ${count} triggers drops the oldest ${dropped}`, () => {
      const seen: PolicyState[] = [];
      const policy: Policy = (state) => {
        seen.push(state);
        return {
          requests: [],
          discards: state.triggers.slice(0, 1),
          logLines: ['as a policy says'],
        };
      };
      const pending = triggers(count);
      const active = ids(9, 8);
      const { consumed, lines } = decide({ activeInvocations: active }, { pending, policy });
      const looked = pending.slice(dropped);
      assert.deepEqual(seen, [{ now: START, activeInvocations: 2, triggers: looked }]);
      assert.deepEqual(
        consumed,
        pending.slice(0, dropped + 1).map(({ id }) => id),
      );
      assert.deepEqual(lines, [
        ...(dropped > 0
          ? [`Too many pending triggers: dropping the oldest ${dropped} of ${count}`]
          : []),
        'as a policy says',
        'The policy asks for 0 new invocations, uses 0 triggers and discards 1',
      ]);
    });
  }

  it('consumes what goes into requests, in their order, and starts nothing itself', () => {
    const pending = triggers(5);
    const [a, b, c, d] = pending as [Trigger, Trigger, Trigger, Trigger];
    const requests = [[c, a], [d]].map((incomingTriggers) => ({
      incomingTriggers,
      triggeredBy: '',
      tags: [],
      logLines: [],
    }));
    const policy: Policy = () => ({ requests, discards: [b], logLines: [] });
    const decision = decide({}, { pending, policy });
    assert.deepEqual(decision.requests, requests);
    assert.deepEqual(decision.consumed, ['t1', 't2', 't0', 't3']);
    assert.deepEqual(decision.activeInvocations, []);
    assert.deepEqual(decision.lines, [
      'The policy asks for 2 new invocations, uses 3 triggers and discards 1',
    ]);
  });

  it('asks the policy though nothing waits, and says nothing of its own', () => {
    const policy: Policy = () => ({ requests: [], discards: [], logLines: ['nothing to do'] });
    assert.deepEqual(decide({}, { policy }).lines, ['nothing to do']);
  });

  it('says what has ended of what was active', () => {
    const { lines } = decide({ activeInvocations: ids(9, 8) }, { recentlyFinished: ids(8, 7) });
    assert.deepEqual(lines, ['Invocation 8 has finished']);
  });

  it('keeps of what was acknowledged what is recent, before what is new', () => {
    const at = (n: number, ago: number) => ({
      id: ids(n)[0] as InvocationId,
      finished: START - ago,
    });
    const { activeInvocations, finishedInvocations } = decide(
      {
        activeInvocations: ids(5, 4),
        finishedInvocations: [at(9, 11 * MINUTE), at(8, 9 * MINUTE), at(7, MINUTE)],
      },
      { recentlyFinished: ids(5) },
    );
    assert.deepEqual(finishedInvocations, [at(8, 9 * MINUTE), at(7, MINUTE), at(5, 0)]);
    assert.deepEqual(activeInvocations, ids(4));
  });

  it('changes nothing of a job that has nothing new', () => {
    const job = applyDefinition(undefined, definition());
    assert.equal(decide(job, {}).activeInvocations, job.activeInvocations);
    assert.equal(decide(job, {}).finishedInvocations, job.finishedInvocations);
  });
});
