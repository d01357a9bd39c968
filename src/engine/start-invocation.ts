// Starting an Invocation: allocation, and the launch put into the queue (engine.md L1–L3).

import type { InvocationId, JobId } from '../task/ids.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import type { Request } from '../task/request.ts';
import { TaskError } from '../task/task-error.ts';
import { formatLogLine } from './debug-log.ts';
import type { EngineContext } from './engine-context.ts';
import { EngineError } from './engine-error.ts';
import { newInvocation } from './invocation.ts';
import { generateInvocationId } from './invocation-id.ts';
import { applyDefinition, checkJobId, type Job } from './job.ts';
import type { ObservedTransaction } from './observed-store.ts';

/** How many ids are drawn before a free one is given up on. */
const ID_DRAWS = 10;

/**
 * Allocates an Invocation of an enabled job and queues its launch.
 *
 * Rejects with EngineError `job-not-found` or `request-tag-malformed`, or a transient TaskError.
 */
export function startInvocation(
  engine: EngineContext,
  jobId: JobId,
  request: Request,
): Promise<InvocationId> {
  return allocateWithFreeId(engine, request, (tx) => {
    const job = tx.job(jobId);
    if (!job?.enabled) throw new EngineError('job-not-found', `There is no job ${jobId}.`);
    return job;
  });
}

/**
 * As `startInvocation`, of the job as it is defined here, which becomes the stored one in the same transaction.
 * Other jobs stay as they are.
 *
 * Rejects with EngineError `job-id-malformed`, too.
 */
export async function startJob(
  engine: EngineContext,
  definition: JobDefinition,
  request: Request,
): Promise<InvocationId> {
  checkJobId(definition.jobId);
  return allocateWithFreeId(engine, request, (tx) =>
    applyDefinition(tx.job(definition.jobId), definition),
  );
}

type FindJob = (tx: ObservedTransaction) => Job;

async function allocateWithFreeId(
  engine: EngineContext,
  request: Request,
  findJob: FindJob,
): Promise<InvocationId> {
  for (let draw = 1; draw <= ID_DRAWS; draw++) {
    const now = engine.world.clock.now();
    const id = generateInvocationId(now, engine.world.random);
    if (await allocate(engine, request, findJob, id, now)) return id;
  }
  throw new TaskError('transient', `no free invocation id found in ${ID_DRAWS} tries`);
}

/** False if the id is taken. */
function allocate(
  engine: EngineContext,
  request: Request,
  findJob: FindJob,
  id: InvocationId,
  now: number,
): Promise<boolean> {
  return engine.store.transaction((tx) => {
    const job = findJob(tx);
    if (tx.invocation(id)) return false;

    const text = request.triggeredBy === '' ? 'Queued' : `Queued by ${request.triggeredBy}`;
    tx.announce(job.id, id, { time: now, text });
    tx.putInvocation({
      ...newInvocation(id, job, request, now),
      debugLog: formatLogLine(now, text),
    });
    tx.putJob({ ...job, activeInvocations: [...job.activeInvocations, id] });
    tx.enqueue({
      payload: { kind: 'LaunchInvocationTask', jobId: job.id, invocationId: id },
      due: now + engine.timing.launchDelayMs,
      name: `inv:${job.id}:${id}`,
    });
    return true;
  });
}
