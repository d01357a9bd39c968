// Whether anything is still to come of some jobs, without their schedules.

import type { JobId } from '../../task/ids.ts';
import type { Transaction } from '../store/store.ts';

/**
 * True while one of the jobs has an Invocation that has not ended, or an event on its way, triggers among them. Triggers
 * that a policy lets wait for ever are no work.
 */
export function hasWork(
  rows: Pick<Transaction, 'items' | 'job'>,
  jobIds: ReadonlySet<JobId>,
): boolean {
  const hasEvent = rows
    .items()
    .some(
      ({ payload }) =>
        payload.kind !== 'CronTickTask' && 'jobId' in payload && jobIds.has(payload.jobId),
    );
  return hasEvent || [...jobIds].some((id) => (rows.job(id)?.activeInvocations.length ?? 0) > 0);
}
