// Records for tests of stores.

import type { Invocation } from '../../../src/engine/invocation/invocation.ts';
import type { Job } from '../../../src/engine/job/job.ts';
import type { NewQueueItem } from '../../../src/engine/queue/queue-item.ts';
import { type InvocationId, jobId, realmId } from '../../../src/task/ids.ts';
import type { Trigger } from '../../../src/task/request.ts';

export const START = Date.UTC(2026, 0, 2, 3, 4, 5);
export const JOB = jobId('proj', 'job');
export const OTHER = jobId('proj', 'other');

/** The id of an Invocation. */
export function inv(id: number | bigint): InvocationId {
  return BigInt(id) as InvocationId;
}

export function aJob(job: Partial<Job> = {}): Job {
  return {
    id: JOB,
    realmId: realmId('proj', 'ci'),
    flavor: 'periodic',
    enabled: true,
    paused: false,
    revision: 'rev1',
    revisionUrl: '',
    schedule: '* * * * *',
    cron: {
      enabled: true,
      generation: 2,
      lastRewind: START,
      lastTick: { when: START + 0.5, nonce: 7 },
    },
    task: new Uint8Array([1]),
    triggeringPolicy: new Uint8Array(),
    triggeredJobIds: [],
    activeInvocations: [],
    finishedInvocations: [],
    ...job,
  };
}

export function anInvocation(
  id: number | bigint,
  invocation: Partial<Invocation> = {},
): Invocation {
  return {
    id: inv(id),
    jobId: JOB,
    status: 'STARTING',
    started: START,
    realmId: realmId('proj', 'ci'),
    task: new Uint8Array(),
    triggeredJobIds: [],
    revision: 'rev1',
    revisionUrl: '',
    triggeredBy: '',
    incomingTriggers: [],
    tags: [],
    retryCount: 0,
    debugLog: '',
    viewUrl: '',
    taskData: new Uint8Array(),
    pendingTimers: [],
    outgoingTriggers: [],
    mutationsCount: 0,
    ...invocation,
  };
}

/** One that has ended. */
export function ended(id: number | bigint, invocation: Partial<Invocation> = {}): Invocation {
  return anInvocation(id, { status: 'SUCCEEDED', finished: START + 1, ...invocation });
}

export function aTrigger(id: string, trigger: Partial<Trigger> = {}): Trigger {
  return { id, created: START, orderInBatch: 0, ...trigger };
}

export function anItem(item: Partial<NewQueueItem> = {}): NewQueueItem {
  return {
    payload: { kind: 'InvocationFinishedTask', jobId: JOB, invocationId: inv(1) },
    due: START,
    ...item,
  };
}
