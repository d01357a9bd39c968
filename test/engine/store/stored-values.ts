// Values that records may have and that a store might lose something of.

import type { Invocation } from '../../../src/engine/invocation/invocation.ts';
import type { Job } from '../../../src/engine/job/job.ts';
import type { Payload } from '../../../src/engine/queue/queue-item.ts';
import { DISTANT_FUTURE } from '../../../src/schedule/next-time.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { aTrigger, inv, JOB, START } from './records.ts';

interface Values {
  readonly what: string;
  readonly invocation?: Partial<Invocation>;
  readonly job?: Partial<Job>;
  readonly trigger?: Partial<Trigger>;
  readonly payload?: Payload;
}

/** Names that mean something to JavaScript, and all that the encoding of a store may use itself. */
const NAMES = ['__proto__', 'constructor', 'toJSON', '', '$', '$$', '$bytes', '$bigint', '$number'];
const STRUCT = Object.fromEntries([
  ...NAMES.map((name) => [name, 'AA==']),
  ...NAMES.map((name) => [`nested ${name}`, Object.fromEntries([[name, '1']])]),
]);

/** Every byte once. */
const BYTES = Uint8Array.from({ length: 256 }, (_, i) => i);

export const VALUES: readonly Values[] = [
  {
    what: 'large integers',
    invocation: {
      id: inv(1),
      incomingTriggers: [
        aTrigger('c', { payload: { kind: 'cron', generation: 2n ** 63n - 1n } }),
        aTrigger('d', { jobId: JOB, invocationId: inv(2n ** 62n + 1n) }),
      ],
      outgoingTriggers: [aTrigger('e', { payload: { kind: 'cron', generation: 0n } })],
    },
    job: {
      activeInvocations: [inv(2n ** 62n), inv(1)],
      finishedInvocations: [{ id: inv(2n ** 62n + 1n), finished: START }],
    },
    trigger: { payload: { kind: 'cron', generation: 2n ** 60n + 1n } },
    payload: {
      kind: 'EnqueueTriggersTask',
      jobId: JOB,
      triggers: [aTrigger('x', { invocationId: inv(2n ** 61n) })],
    },
  },
  {
    what: 'bytes',
    invocation: {
      task: BYTES,
      taskData: new Uint8Array(),
      pendingTimers: [{ id: 't', created: 1, eta: 2.25, title: '', payload: BYTES }],
    },
    job: { task: BYTES, triggeringPolicy: BYTES },
  },
  {
    what: 'all of what a Struct can be',
    invocation: { properties: { a: [null, true, false, 0, -1.5, 1e300, 'x', [], {}, [[{}]]] } },
    trigger: { payload: { kind: 'buildbucket', properties: STRUCT, tags: ['a:b'] } },
  },
  { what: 'names that mean something elsewhere', invocation: { properties: STRUCT } },
  {
    what: 'text of any kind',
    invocation: {
      debugLog: 'é\u0000\ud800\udc00 \ud800 \udfff\u2028\r\n\ufeff',
      viewUrl: '\ud800',
      tags: ['', 'k:\u0000', '$bytes'],
      triggeredBy: '\u{10ffff}',
    },
    job: { revision: '\ud800\u0000' },
    trigger: { title: '\udc00', emittedByUser: 'user:\u0000' },
    payload: {
      kind: 'NotificationTask',
      manager: '\u0000',
      message: { messageId: '\ud800', data: 'AA==', attributes: { __proto__x: '', '': '\u0000' } },
    },
  },
  {
    what: 'undefined, or a number that JSON does not have',
    job: {
      cron: {
        enabled: false,
        generation: 3,
        lastRewind: undefined,
        lastTick: { when: undefined, nonce: 0 },
      },
      lastTriage: Number.NEGATIVE_INFINITY,
    },
    trigger: { created: Number.POSITIVE_INFINITY, orderInBatch: -0 },
    payload: { kind: 'CronTickTask', jobId: JOB, nonce: Number.MAX_SAFE_INTEGER },
  },
  {
    what: 'a time that never comes',
    job: {
      cron: {
        enabled: true,
        generation: 3,
        lastRewind: START + 0.1,
        lastTick: { when: DISTANT_FUTURE, nonce: 2 ** 52 },
      },
    },
  },
];
