// The state of a job as its users see it (ui.md 1).

import { isSuspended } from '../../cron/cron-state.ts';
import type { Job } from './job.ts';

/** The names are those of the service's API. */
export type JobState = 'RUNNING' | 'DISABLED' | 'PAUSED' | 'SCHEDULED' | 'WAITING';

/**
 * What matters most first: a job that has been paused or removed is RUNNING while anything that it started
 * is, or has ended and waits for a triage to acknowledge it.
 */
export function publicJobState(job: Job): JobState {
  if (job.activeInvocations.length > 0) return 'RUNNING';
  if (!job.enabled) return 'DISABLED';
  if (job.paused) return 'PAUSED';
  return isSuspended(job.cron) ? 'WAITING' : 'SCHEDULED';
}
