import assert from 'node:assert/strict';
import { hasWork } from '../../../src/engine/job/has-work.ts';
import type { Job } from '../../../src/engine/job/job.ts';
import type { Payload } from '../../../src/engine/queue/queue-item.ts';
import { type InvocationId, jobId } from '../../../src/task/ids.ts';

const A = jobId('proj', 'a');
const B = jobId('proj', 'b');
const invocationId = 1n as InvocationId;

/** What is in the queue, whose invocations run, and whether there is work for the job A. */
const CASES: readonly [name: string, queue: readonly Payload[], running: string, work: boolean][] =
  [
    ['nothing', [], '', false],
    ['an invocation of it', [], A, true],
    ['an invocation of another', [], B, false],
    ['triggers for it', [{ kind: 'EnqueueTriggersTask', jobId: A, triggers: [] }], '', true],
    ['triggers for another', [{ kind: 'EnqueueTriggersTask', jobId: B, triggers: [] }], '', false],
    ['a triage of it', [{ kind: 'TriageJobStateTask', jobId: A }], '', true],
    ['a launch of it', [{ kind: 'LaunchInvocationTask', jobId: A, invocationId }], '', true],
    [
      'the end of an invocation',
      [{ kind: 'InvocationFinishedTask', jobId: A, invocationId }],
      '',
      true,
    ],
    [
      'a timer that is left',
      [{ kind: 'TimerTask', jobId: A, invocationId, timerId: 't' }],
      '',
      false,
    ],
    ['its schedule alone', [{ kind: 'CronTickTask', jobId: A, nonce: 1 }], '', false],
  ];

describe('whether jobs have work', () => {
  for (const [name, queue, running, work] of CASES) {
    it(`${name}: ${work ? 'yes' : 'no'}`, () => {
      const rows = {
        items: () => queue.map((payload, id) => ({ payload, id, due: 0, attempt: 0 })),
        job: (id: string) =>
          ({ activeInvocations: id === running ? [invocationId] : [] }) as unknown as Job,
      };
      assert.equal(hasWork(rows, new Set([A])), work);
    });
  }

  it('one of several is enough, and one that nobody knows has none', () => {
    const rows = {
      items: () => [],
      job: (id: string) =>
        id === A ? ({ activeInvocations: [invocationId] } as unknown as Job) : undefined,
    };
    assert.equal(hasWork(rows, new Set([B, A])), true);
    assert.equal(hasWork(rows, new Set([B])), false);
    assert.equal(hasWork(rows, new Set()), false);
  });
});
