// Records of the file that were read or written of late, so that asking again costs nothing.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import type { Job } from '../../src/engine/job/job.ts';
import type { InvocationId, JobId } from '../../src/task/ids.ts';

/** An Invocation as it is in the file. */
export interface StoredInvocation {
  readonly invocation: Invocation;
  /** How many rows its log has; the next one gets this number. */
  readonly parts: number;
}

/** Beyond any of these, all is forgotten, and read again as it is asked for. */
const MAX_JOBS = 10_000;
const MAX_INVOCATIONS = 2000;
/** Of the logs together. */
const MAX_CHARACTERS = 4_000_000;

/** True as long as nobody else writes to the file. */
export class RecentRecords {
  readonly #jobs = new Map<JobId, Job>();
  readonly #invocations = new Map<InvocationId, StoredInvocation>();
  #characters = 0;

  job(id: JobId): Job | undefined {
    return this.#jobs.get(id);
  }

  setJob(job: Job): void {
    if (this.#jobs.size >= MAX_JOBS) this.#jobs.clear();
    this.#jobs.set(job.id, job);
  }

  invocation(id: InvocationId): StoredInvocation | undefined {
    return this.#invocations.get(id);
  }

  setInvocation(stored: StoredInvocation): void {
    const { id, debugLog } = stored.invocation;
    this.deleteInvocation(id);
    if (
      this.#invocations.size >= MAX_INVOCATIONS ||
      this.#characters + debugLog.length > MAX_CHARACTERS
    ) {
      this.#invocations.clear();
      this.#characters = 0;
    }
    this.#characters += debugLog.length;
    this.#invocations.set(id, stored);
  }

  deleteInvocation(id: InvocationId): void {
    const known = this.#invocations.get(id);
    if (!known) return;
    this.#characters -= known.invocation.debugLog.length;
    this.#invocations.delete(id);
  }

  clear(): void {
    this.#jobs.clear();
    this.#invocations.clear();
    this.#characters = 0;
  }
}
