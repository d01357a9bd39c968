// Triggers on their way into the pending ones of a job (engine.md T3, T4).

import type { JobId } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { enabledJob } from '../job/enabled-job.ts';
import { isActive, type Job } from '../job/job.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { kickTriage } from '../triage/kick-triage.ts';

/**
 * Triggers that somebody sends to a job by hand. A paused job drops them.
 *
 * Rejects with EngineError `job-not-found`.
 */
export function emitTriggers(
  engine: EngineContext,
  jobId: JobId,
  triggers: readonly Trigger[],
): Promise<void> {
  return engine.store.transaction((tx) => addTriggers(engine, tx, enabledJob(tx, jobId), triggers));
}

/** Triggers of an Invocation or of the cron machine, which may come late and twice. */
export const enqueueTriggers: Handler<'EnqueueTriggersTask'> = (
  engine,
  { jobId, triggers },
  delivery,
) =>
  engine.store.transaction((tx) => {
    const job = tx.rows.job(jobId);
    if (job) addTriggers(engine, tx, job, triggers);
    tx.finish(delivery);
  });

function addTriggers(
  engine: EngineContext,
  tx: EngineTransaction,
  job: Job,
  triggers: readonly Trigger[],
): void {
  if (!isActive(job)) return;
  for (const trigger of triggers) tx.rows.addPendingTrigger(job.id, trigger);
  kickTriage(engine, tx, job.id);
}
