// Asking for a triage of a job, which looks at what there is to start (engine.md 5.5).

import type { JobId } from '../../task/ids.ts';
import type { EngineContext } from '../engine-context.ts';
import type { EngineTransaction } from '../store/engine-store.ts';

/**
 * Puts a triage into the queue, at the next time that is on the grid and later than now. However often it is
 * asked for until then, it is one.
 */
export function kickTriage(
  { world, timing }: EngineContext,
  tx: EngineTransaction,
  jobId: JobId,
): void {
  const { triagePeriodMs: period } = timing;
  const due = (Math.floor(world.clock.now() / period) + 1) * period;
  tx.enqueue({ kind: 'TriageJobStateTask', jobId }, due, `triage:${jobId}:${due}`);
}
