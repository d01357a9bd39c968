// The look-up of a job that somebody outside of the engine asks for.

import type { JobId } from '../../task/ids.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import type { Job } from './job.ts';

/**
 * One that is not in the config any more is unknown to callers (ui.md 2.6).
 * @throws EngineError `job-not-found`
 */
export function enabledJob(tx: EngineTransaction, jobId: JobId): Job {
  const job = tx.rows.job(jobId);
  if (!job?.enabled) throw new EngineError('job-not-found', `There is no job ${jobId}.`);
  return job;
}
