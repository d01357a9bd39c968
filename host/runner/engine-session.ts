// The engine as the runner uses it, wherever it runs: in this process, or in the one that owns the history's file.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';
import type { JobRun } from './job-run.ts';

/** How many ended invocations a session tells of: pinned ones come beyond the limit of the history. */
export const MAX_SHOWN = 1000;

export interface EngineSession {
  /** Those that run, and the last ones that have ended (`MAX_SHOWN`); newest first. */
  latest(): Promise<readonly Invocation[]>;
  /**
   * Starts an invocation of the job as it is defined here.
   * Rejects if it cannot be allocated.
   */
  start(run: JobRun): Promise<InvocationId>;
  /** Whether anything is still to come of these jobs (`Engine.hasWork`). */
  hasWork(jobIds: ReadonlySet<JobId>): Promise<boolean>;
  /** Ends an invocation as ABORTED. No effect if it has ended. */
  abort(jobId: JobId, id: InvocationId): Promise<void>;
  /** Keeps an invocation whatever else the history lets go of, or does so no longer. No effect if there is none. */
  pin(id: InvocationId, pinned: boolean): Promise<void>;
  /** Deletes all that has ended and is not pinned. */
  clearHistory(): Promise<void>;
  /** Resolves when nothing of this process runs any more, or when that has had its time to stop. */
  stop(): Promise<void>;
}
