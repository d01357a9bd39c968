// Bringing a project's stored jobs in line with its config (engine.md J1–J8).

import type { JobId } from '../../task/ids.ts';
import type { JobDefinition } from '../../task/job-definition.ts';
import { TaskError } from '../../task/task-error.ts';
import type { EngineContext } from '../engine-context.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { sameBytes } from '../store/plain-data.ts';
import { kickTriage } from '../triage/kick-triage.ts';
import { applyDefinition, checkJobId, effectiveSchedule, matchesDefinition } from './job.ts';
import { cronEvents, stepCron } from './job-cron.ts';

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
    tx.rows.jobs(projectId).filter((job) => job.enabled),
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
  await engine.store.transaction((tx) => putDefinition(engine, tx, definition));
}

/**
 * Makes the stored job what the definition says (J3, J5–J7). Nothing happens if it says nothing new.
 * @throws EngineError `schedule-invalid`
 */
export function putDefinition(
  engine: EngineContext,
  tx: EngineTransaction,
  definition: JobDefinition,
): void {
  const before = tx.rows.job(definition.jobId);
  if (before && matchesDefinition(before, definition)) return;
  const after = applyDefinition(before, definition);
  if (before && !sameBytes(before.triggeringPolicy, after.triggeringPolicy)) {
    kickTriage(engine, tx, after.id);
  }
  // A new job counts as having had its schedule before: `enable` alone is enough for it.
  const isRescheduled = before && effectiveSchedule(before) !== effectiveSchedule(after);
  const events = [
    ...(after.cron.enabled ? [] : [cronEvents.enable]),
    ...(isRescheduled ? [cronEvents.scheduleChange] : []),
  ];
  tx.putJob(stepCron(engine, tx, after, ...events));
}

/** What the job has started runs on, is retried, and its end is recorded; what waits is dropped (J8). */
function disableJob(engine: EngineContext, jobId: JobId): Promise<void> {
  return engine.store.transaction((tx) => {
    const job = tx.rows.job(jobId);
    if (!job?.enabled) return;
    tx.putJob(stepCron(engine, tx, { ...job, enabled: false }, cronEvents.disable));
    kickTriage(engine, tx, jobId);
  });
}
