// Allocating an Invocation, and its launch put into the queue (engine.md L1–L3, D1).

import type { PolicyRequest } from '../../policy/policy.ts';
import type { InvocationId } from '../../task/ids.ts';
import type { Request } from '../../task/request.ts';
import { TaskError } from '../../task/task-error.ts';
import type { EngineContext } from '../engine-context.ts';
import type { Job } from '../job/job.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { formatLogLine } from './debug-log.ts';
import { newInvocation } from './invocation.ts';
import { generateInvocationId } from './invocation-id.ts';

/** How many ids are drawn before a free one is given up on. */
const ID_DRAWS = 10;

const RULE = '--------------------------------\n';

/**
 * Stores a new Invocation of a job and queues its launch. The job is left to the caller, who adds the
 * Invocation to the active ones.
 *
 * @param request with the lines that go to the top of the log, if any
 * @param now milliseconds since the epoch
 * @throws EngineError `request-tag-malformed`, or a transient TaskError if no id is free
 */
export function allocateInvocation(
  { world, timing }: EngineContext,
  tx: EngineTransaction,
  job: Job,
  request: Request & Partial<Pick<PolicyRequest, 'logLines'>>,
  now: number,
): InvocationId {
  const id = freeId(tx, now, world.random);
  const { triggeredBy, logLines = [] } = request;
  const text = triggeredBy === '' ? 'Queued' : `Queued by ${triggeredBy}`;
  let debugLog = '';
  for (const line of logLines) debugLog += formatLogLine(now, line);
  if (debugLog !== '') debugLog = RULE + debugLog + RULE;
  debugLog += formatLogLine(now, text);
  tx.announce(job.id, id, { time: now, text });
  tx.putInvocation(newInvocation(id, job, request, now, debugLog));
  const payload = { kind: 'LaunchInvocationTask', jobId: job.id, invocationId: id } as const;
  tx.enqueue(payload, now + timing.launchDelayMs); // No name (L3): the id is new in this very transaction.
  return id;
}

function freeId(tx: EngineTransaction, now: number, random: () => number): InvocationId {
  for (let draw = 1; draw <= ID_DRAWS; draw++) {
    const id = generateInvocationId(now, random);
    if (!tx.rows.invocation(id)) return id;
  }
  throw new TaskError('transient', `no free invocation id found in ${ID_DRAWS} tries`);
}
