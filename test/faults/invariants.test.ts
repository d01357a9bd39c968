import assert from 'node:assert/strict';
import type { QueueItem } from '../../src/engine/queue/queue-item.ts';
import { jobId } from '../../src/task/ids.ts';
import {
  aJob,
  anInvocation,
  aTrigger,
  ended,
  inv,
  JOB,
  OTHER,
  START,
} from '../engine/store/records.ts';
import { type Aftermath, IN_THE_END, violations } from './invariants.ts';

const NOTHING: Aftermath = {
  jobs: [],
  invocations: [],
  items: [],
  pending: new Map(),
  trace: {
    sent: [],
    dropped: [],
    started: [],
    ends: [],
    afterEnd: [],
    armed: new Map(),
    usedUp: [],
    carried: [],
  },
  operations: [],
  said: [],
};

const TIMER = { id: 't', created: START, eta: START, title: '', payload: new Uint8Array() };
const running = anInvocation(1, { status: 'RUNNING', pendingTimers: [TIMER] });
const sent = { jobId: JOB, triggerId: 'x' };
const started = anInvocation(1, { incomingTriggers: [aTrigger('x')] });

function item(payload: QueueItem['payload']): QueueItem {
  return { id: 1, attempt: 0, due: START, payload };
}

const timerItem = item({ kind: 'TimerTask', jobId: JOB, invocationId: inv(1), timerId: 't' });
const launchItem = item({ kind: 'LaunchInvocationTask', jobId: JOB, invocationId: inv(1) });
const arriving = item({ kind: 'EnqueueTriggersTask', jobId: JOB, triggers: [aTrigger('x')] });
const tick = item({ kind: 'CronTickTask', jobId: JOB, nonce: 7 });
const trace = (part: Partial<Aftermath['trace']>) => ({ trace: { ...NOTHING.trace, ...part } });
const operation = { requestId: 'r', invocationId: inv(1), content: 'a' };
const said = [
  { number: 0, call: 1 },
  { number: 1, call: 1 },
];
const carried = [{ invocationId: inv(1), call: 1, lines: 1 }];

/** A promise, what has come of a run, and how often that breaks it. */
const ROWS: readonly (readonly [
  name: keyof typeof IN_THE_END,
  what: string,
  aftermath: Partial<Aftermath>,
  violations: number,
])[] = [
  ['somethingEndsIt', 'it has ended', { invocations: [ended(1)] }, 0],
  [
    'somethingEndsIt',
    'its launch is to come',
    { invocations: [anInvocation(1)], items: [launchItem] },
    0,
  ],
  [
    'somethingEndsIt',
    'no launch is to come',
    { invocations: [anInvocation(1)], items: [timerItem] },
    1,
  ],
  ['somethingEndsIt', 'its timer is to come', { invocations: [running], items: [timerItem] }, 0],
  ['somethingEndsIt', 'its timer is not', { invocations: [running], items: [launchItem] }, 1],
  ['endsOnce', 'once', { invocations: [ended(1)], ...trace({ ends: [inv(1)] }) }, 0],
  ['endsOnce', 'twice', { invocations: [ended(1)], ...trace({ ends: [inv(1), inv(1)] }) }, 1],
  ['endsOnce', 'a change after', trace({ afterEnd: [inv(1)] }), 1],
  ['endsOnce', 'no time of the end', { invocations: [anInvocation(1, { status: 'FAILED' })] }, 1],
  ['nothingVanishes', 'there', { invocations: [ended(1)], ...trace({ started: [started] }) }, 0],
  ['nothingVanishes', 'gone', trace({ started: [started] }), 1],
  ['operationsOnce', 'once', { operations: [operation], ...trace({ started: [started] }) }, 0],
  [
    'operationsOnce',
    'another one',
    { operations: [operation, { ...operation, content: 'b' }], ...trace({ started: [started] }) },
    1,
  ],
  ['operationsOnce', 'of what was never committed', { operations: [operation] }, 1],
  ['triggersUsedOnce', 'by one', trace({ started: [started] }), 0],
  ['triggersUsedOnce', 'by two', trace({ started: [started, { ...started, id: inv(2) }] }), 1],
  [
    'triggersUsedOnce',
    'by two jobs',
    trace({ started: [started, { ...started, jobId: OTHER }] }),
    0,
  ],
  ['triggersAccounted', 'used', trace({ sent: [sent], started: [started] }), 0],
  [
    'triggersAccounted',
    'pending',
    { ...trace({ sent: [sent] }), pending: new Map([[JOB, ['x']]]) },
    0,
  ],
  [
    'triggersAccounted',
    'of another',
    { ...trace({ sent: [sent] }), pending: new Map([[OTHER, ['x']]]) },
    1,
  ],
  ['triggersAccounted', 'on its way', { ...trace({ sent: [sent] }), items: [arriving] }, 0],
  ['triggersAccounted', 'lost', trace({ sent: [sent] }), 1],
  ['triggersAccounted', 'dropped', trace({ sent: [sent], dropped: [{ ...sent, reason: 'r' }] }), 0],
  ['triggersAccounted', 'silently', trace({ dropped: [{ ...sent, reason: undefined }] }), 1],
  [
    'triggersSent',
    'to nobody',
    { invocations: [ended(1, { outgoingTriggers: [aTrigger('x')] })] },
    0,
  ],
  [
    'triggersSent',
    'to one of two',
    {
      invocations: [ended(1, { outgoingTriggers: [aTrigger('x')], triggeredJobIds: [JOB, OTHER] })],
      ...trace({ sent: [sent] }),
    },
    1,
  ],
  [
    'timersKept',
    'pending',
    { invocations: [running], items: [timerItem], ...trace({ armed: new Map([['t', inv(1)]]) }) },
    0,
  ],
  [
    'timersKept',
    'no item',
    { invocations: [running], ...trace({ armed: new Map([['t', inv(1)]]) }) },
    1,
  ],
  [
    'timersKept',
    'used up',
    { invocations: [running], ...trace({ armed: new Map([['t', inv(1)]]), usedUp: ['t'] }) },
    0,
  ],
  ['timersKept', 'used up twice', trace({ usedUp: ['t', 't'] }), 1],
  [
    'timersKept',
    'after the end',
    { invocations: [ended(1)], ...trace({ armed: new Map([['t', inv(1)]]) }) },
    0,
  ],
  ['ticksKept', 'the tick is to come', { jobs: [aJob()], items: [tick] }, 0],
  ['ticksKept', 'it is not', { jobs: [aJob()] }, 1],
  [
    'ticksKept',
    'that of another job',
    { jobs: [aJob({ id: jobId('proj', 'z') })], items: [tick] },
    1,
  ],
  ['ticksKept', 'the job is paused', { jobs: [aJob({ paused: true })] }, 0],
  [
    'linesOnce',
    'there',
    { said, invocations: [anInvocation(1, { debugLog: 'line #0.\n' })], ...trace({ carried }) },
    0,
  ],
  [
    'linesOnce',
    'not there',
    { said, invocations: [anInvocation(1, { debugLog: 'line #1.\n' })], ...trace({ carried }) },
    1,
  ],
  [
    'linesOnce',
    'twice',
    { said, invocations: [anInvocation(1, { debugLog: 'line #0.\nline #0.\n' })] },
    1,
  ],
  ['linesOnce', 'no line of the end', { invocations: [ended(1)] }, 1],
  ['dustSettles', 'ticks alone', { jobs: [aJob()], items: [tick], invocations: [ended(1)] }, 0],
  ['dustSettles', 'something is left', { items: [timerItem] }, 1],
  ['dustSettles', 'something is active', { jobs: [aJob({ activeInvocations: [inv(1)] })] }, 1],
  ['dustSettles', 'something runs', { invocations: [running] }, 1],
  ['dustSettles', 'something waits', { jobs: [aJob()], pending: new Map([[JOB, ['x']]]) }, 1],
];

describe('the promises of the engine, as functions', () => {
  for (const [name, what, aftermath, count] of ROWS) {
    it(`${name}: ${what}`, () => {
      const found = IN_THE_END[name]({ ...NOTHING, ...aftermath });
      assert.equal(found.length, count, found.join('\n'));
    });
  }

  it('each is broken by some row and kept by another', () => {
    for (const name of Object.keys(IN_THE_END)) {
      const counts = ROWS.filter((row) => row[0] === name).map((row) => row[3] > 0);
      assert.deepEqual(new Set(counts), new Set([true, false]), name);
    }
  });

  it('are named by what breaks them', () => {
    const found = violations({ ...NOTHING, items: [timerItem] }, IN_THE_END);
    assert.deepEqual(found, ['dustSettles: item 1 stays in the queue: TimerTask']);
  });
});
