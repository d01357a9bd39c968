// What a store in memory has of each job beside its record.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import { Tombstones } from './tombstones.ts';

export class RowsOfJob {
  readonly jobId: JobId;
  readonly pending = new Map<string, Trigger>();
  readonly recentlyFinished = new Map<InvocationId, true>();
  readonly tombstones = new Tombstones();
  /** The job has a record, which it then has for ever. */
  isKept = false;

  constructor(jobId: JobId) {
    this.jobId = jobId;
  }

  get size(): number {
    return this.pending.size + this.recentlyFinished.size + this.tombstones.times.size;
  }
}

/** The rows of a job are kept as long as there are any, or the job's record. */
export class JobRows {
  readonly #rows = new Map<JobId, RowsOfJob>();
  /** Jobs that the transaction has asked for, and that may have no record. */
  readonly #touched = new Set<JobId>();
  #last: RowsOfJob | undefined;

  /** All that there are. */
  values(): Iterable<RowsOfJob> {
    return this.#rows.values();
  }

  /** Those of a job, which are none at first. */
  of(jobId: JobId): RowsOfJob {
    if (this.#last?.jobId === jobId) return this.#last;
    let rows = this.#rows.get(jobId);
    if (rows === undefined) {
      rows = new RowsOfJob(jobId);
      this.#rows.set(jobId, rows);
    }
    if (!rows.isKept) this.#touched.add(jobId);
    this.#last = rows;
    return rows;
  }

  /** The transaction is over. */
  commit(jobs: ReadonlyMap<JobId, unknown>): void {
    if (this.#touched.size === 0) return;
    this.#last = undefined;
    for (const jobId of this.#touched) {
      const rows = this.#rows.get(jobId);
      if (rows === undefined) continue;
      rows.isKept = jobs.has(jobId);
      if (!rows.isKept && rows.size === 0) this.#rows.delete(jobId);
    }
    this.#touched.clear();
  }
}
