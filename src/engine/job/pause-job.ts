// Pausing and resuming a job (engine.md J9, M10).

import type { JobId } from '../../task/ids.ts';
import type { EngineContext } from '../engine-context.ts';
import { kickTriage } from '../triage/kick-triage.ts';
import { enabledJob } from './enabled-job.ts';
import { cronEvents, stepCron } from './job-cron.ts';

export interface PauseOrResume {
  readonly paused: boolean;
  /** Identity `kind:value` of who asks. */
  readonly by: string;
  /** '' if none is given. */
  readonly reason: string;
}

/**
 * Nothing happens to a job that is as asked for already. Of one that is paused now, what it has started runs on, and
 * what waits is dropped by the triage to come.
 *
 * Rejects with EngineError `job-not-found`.
 */
export function setJobPaused(
  engine: EngineContext,
  jobId: JobId,
  { paused, by, reason }: PauseOrResume,
): Promise<void> {
  return engine.store.transaction((tx) => {
    const job = enabledJob(tx, jobId);
    if (job.paused === paused) return;
    const when = engine.world.clock.now();
    const after = { ...job, paused, pausedOrResumed: { when, by, reason } };
    tx.putJob(stepCron(engine, tx, after, cronEvents.scheduleChange));
    if (paused) kickTriage(engine, tx, jobId);
  });
}
