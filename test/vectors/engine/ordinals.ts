// The ordinals by which the service's answers name Invocations: within their job, from 1, by when they were created.

import type { InvocationId, JobId } from '../../../src/task/ids.ts';

export class Ordinals {
  readonly #ids = new Map<JobId, InvocationId[]>();

  /** Of an id that has not been seen, the next one. */
  of(jobId: JobId, id: InvocationId): number {
    const ids = this.idsOf(jobId);
    const known = ids.indexOf(id);
    if (known >= 0) return known + 1;
    ids.push(id);
    return ids.length;
  }

  /** Undefined if there is none yet. */
  idOf(jobId: JobId, ordinal: number): InvocationId | undefined {
    return this.idsOf(jobId)[ordinal - 1];
  }

  /** In order. */
  idsOf(jobId: JobId): InvocationId[] {
    const ids = this.#ids.get(jobId) ?? [];
    this.#ids.set(jobId, ids);
    return ids;
  }
}
