// Starting an Invocation by hand, past triggers and policies.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { JobDefinition } from '../../task/job-definition.ts';
import type { Request } from '../../task/request.ts';
import type { EngineContext } from '../engine-context.ts';
import { enabledJob } from '../job/enabled-job.ts';
import { checkJobId } from '../job/job.ts';
import { putDefinition } from '../job/update-project-jobs.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { allocateInvocation } from './allocate-invocation.ts';

/**
 * Allocates an Invocation of an enabled job, paused or not, and queues its launch.
 *
 * Rejects with EngineError `job-not-found` or `request-tag-malformed`, or a transient TaskError.
 */
export function startInvocation(
  engine: EngineContext,
  jobId: JobId,
  request: Request,
): Promise<InvocationId> {
  return engine.store.transaction((tx) => start(engine, tx, jobId, request));
}

/**
 * As `startInvocation`, of the job as it is defined here, which becomes the stored one in the same transaction, as do
 * `others`. All other jobs stay as they are.
 *
 * Rejects with EngineError `job-id-malformed` and `schedule-invalid`, too.
 */
export async function startJob(
  engine: EngineContext,
  definition: JobDefinition,
  request: Request,
  others: readonly JobDefinition[],
): Promise<InvocationId> {
  const definitions = [...others, definition];
  for (const { jobId } of definitions) checkJobId(jobId);
  return engine.store.transaction((tx) => {
    for (const defined of definitions) {
      putDefinition(engine, tx, defined);
      // Another place that defines the very same job is no news to the job (engine.md J3), but it is where this one comes from.
      const { jobId, revision, revisionUrl } = defined;
      tx.putJob({ ...enabledJob(tx, jobId), revision, revisionUrl });
    }
    return start(engine, tx, definition.jobId, request);
  });
}

function start(
  engine: EngineContext,
  tx: EngineTransaction,
  jobId: JobId,
  request: Request,
): InvocationId {
  const job = enabledJob(tx, jobId);
  const id = allocateInvocation(engine, tx, job, request, engine.world.clock.now());
  tx.putJob({ ...job, activeInvocations: [...job.activeInvocations, id] });
  return id;
}
