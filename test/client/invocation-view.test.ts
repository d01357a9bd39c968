import assert from 'node:assert/strict';
import { invocationView } from '../../client/invocation-view.ts';
import type { RunRecord } from '../../host/runner/run-history.ts';
import { type Invocation, newInvocation } from '../../src/engine/invocation/invocation.ts';
import { applyDefinition } from '../../src/engine/job/job.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import type { Status } from '../../src/task/status.ts';
import { BY_HAND, definition, START } from '../engine/engine-fixture.ts';

function record(
  changes: Partial<Invocation> = {},
  { manager = 'noop', multistage = false }: Partial<RunRecord> = {},
): RunRecord {
  const job = applyDefinition(undefined, definition());
  const id = 9200093523825193008n as InvocationId;
  const invocation = { ...newInvocation(id, job, BY_HAND, START), ...changes };
  return { invocation, log: '', manager, multistage };
}

describe('an invocation as it is shown', () => {
  it('has everything that there is to say', () => {
    assert.deepEqual(
      invocationView(record({ status: 'SUCCEEDED', finished: START + 1, tags: ['a:b'] })),
      {
        id: '9200093523825193008',
        project: 'proj',
        job: 'job',
        origin: definition().revisionUrl,
        status: 'SUCCEEDED',
        started: START,
        finished: START + 1,
        triggeredBy: 'a@example.com',
        attempt: 1,
        taskKind: 'noop',
        tags: ['a:b'],
        properties: '',
        aborting: false,
        pinned: false,
      },
    );
  });

  const statuses: [stored: Status, multistage: boolean, displayed: Status][] = [
    ['STARTING', false, 'RUNNING'],
    ['STARTING', true, 'STARTING'],
    ['RETRYING', false, 'RETRYING'],
    ['RUNNING', true, 'RUNNING'],
    ['ABORTED', false, 'ABORTED'],
  ];
  for (const [stored, multistage, displayed] of statuses) {
    it(`shows ${stored} ${multistage ? 'with' : 'without'} stages as ${displayed}`, () => {
      assert.equal(invocationView(record({ status: stored }, { multistage })).status, displayed);
    });
  }

  const callers: [triggeredBy: string, shown: string][] = [
    ['user:a@b.c', 'a@b.c'],
    ['project:infra', 'project:infra'],
    ['', '-'],
  ];
  for (const [triggeredBy, shown] of callers) {
    it(`is triggered by ${shown}`, () => {
      assert.equal(invocationView(record({ triggeredBy })).triggeredBy, shown);
    });
  }

  it('counts attempts from one', () => {
    assert.equal(invocationView(record({ retryCount: 2 })).attempt, 3);
  });

  it('sorts the keys of properties, at every depth', () => {
    const properties = { b: [{ z: 1, y: 2 }], a: null };
    assert.equal(
      invocationView(record({ properties })).properties,
      JSON.stringify({ a: null, b: [{ y: 2, z: 1 }] }, undefined, 2),
    );
  });

  it('is being aborted until it has ended', () => {
    const abortedBy = 'user:x';
    assert.equal(invocationView(record({ abortedBy, status: 'RUNNING' })).aborting, true);
    assert.equal(invocationView(record({ abortedBy, status: 'ABORTED' })).aborting, false);
    assert.equal(invocationView(record({ pinned: true })).pinned, true);
  });
});
