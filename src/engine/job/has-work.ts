// Whether anything is still to come of some jobs, without their schedules.

import type { JobId } from '../../task/ids.ts';
import type { PayloadKind } from '../queue/queue-item.ts';
import type { Transaction } from '../store/store.ts';

/** What is nothing once its Invocation has ended, such as a timer, is not among them. */
const EVENTS: ReadonlySet<PayloadKind> = new Set([
  'EnqueueTriggersTask',
  'TriageJobStateTask',
  'LaunchInvocationTask',
  'InvocationFinishedTask',
]);

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
      ({ payload }) => EVENTS.has(payload.kind) && 'jobId' in payload && jobIds.has(payload.jobId),
    );
  return hasEvent || [...jobIds].some((id) => (rows.job(id)?.activeInvocations.length ?? 0) > 0);
}
