// Bringing a project's stored jobs in line with its config (engine.md J1–J5, J8).

import type { JobId } from '../task/ids.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import { TaskError } from '../task/task-error.ts';
import type { EngineContext } from './engine-context.ts';
import { applyDefinition, checkJobId, matchesDefinition } from './job.ts';

/**
 * Adds, updates and disables jobs so that exactly those defined are enabled. One transaction per job:
 * a job that cannot be updated does not hold up the others, but makes the call reject with a transient
 * TaskError in the end.
 */
export async function updateProjectJobs(
  engine: EngineContext,
  projectId: string,
  definitions: readonly JobDefinition[],
): Promise<void> {
  const enabled = await engine.store.transaction((tx) =>
    tx.jobsOf(projectId).filter((job) => job.enabled),
  );
  const defined = new Set(definitions.map((definition) => definition.jobId));
  const outcomes = await Promise.allSettled([
    ...definitions.map((definition) => updateJob(engine, definition)),
    ...enabled.filter((job) => !defined.has(job.id)).map((job) => disableJob(engine, job.id)),
  ]);
  const errors = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  );
  if (errors.length > 0) {
    const message = `${errors.length} of the jobs of ${projectId} could not be updated`;
    throw new TaskError('transient', message, { cause: new AggregateError(errors) });
  }
}

async function updateJob(engine: EngineContext, definition: JobDefinition): Promise<void> {
  checkJobId(definition.jobId);
  await engine.store.transaction((tx) => {
    const job = tx.job(definition.jobId);
    if (!job || !matchesDefinition(job, definition)) tx.putJob(applyDefinition(job, definition));
  });
}

/** Nothing but the flag: what the job has started runs on, is retried, and its end is recorded (J8). */
function disableJob(engine: EngineContext, jobId: JobId): Promise<void> {
  return engine.store.transaction((tx) => {
    const job = tx.job(jobId);
    if (job?.enabled) tx.putJob({ ...job, enabled: false });
  });
}
