// A store that tells what was written to it, for the parts of an answer that no interface of the engine shows.

import type { Store, Transaction } from '../../../src/engine/store/store.ts';
import type { JobId } from '../../../src/task/ids.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { overridden } from '../../engine/store/overridden.ts';

/** What a transaction of the engine has done. */
export interface Seen {
  /** Those whose state or pending triggers were written to. */
  readonly jobs: Set<JobId>;
  /** If it was a triage. */
  readonly triage?: { readonly jobId: JobId; readonly pending: readonly Trigger[] };
  readonly committed: boolean;
}

export class WatchedStore implements Store {
  readonly #inner: Store;
  readonly #see: (seen: Seen) => void;

  /** @param see called after each transaction, before anybody else hears of it */
  constructor(inner: Store, see: (seen: Seen) => void) {
    this.#inner = inner;
    this.#see = see;
  }

  /** What the store holds right now. */
  read<T>(body: (tx: Transaction) => T): T {
    let result: { readonly value: T } | undefined;
    void this.#inner.transaction((tx) => {
      result = { value: body(tx) };
    });
    if (!result) throw new Error('the store has not run the body at once');
    return result.value;
  }

  async transaction<T>(body: (tx: Transaction) => T): Promise<T> {
    const jobs = new Set<JobId>();
    let triage: Seen['triage'];
    const result = this.#inner.transaction((tx) =>
      body(
        overridden(tx, {
          putJob(job) {
            jobs.add(job.id);
            tx.putJob(job);
          },
          addPendingTrigger(jobId, trigger) {
            jobs.add(jobId);
            tx.addPendingTrigger(jobId, trigger);
          },
          consumeTriggers(jobId, ids, now) {
            jobs.add(jobId);
            tx.consumeTriggers(jobId, ids, now);
          },
          purgeTombstones(jobId, time) {
            tx.purgeTombstones(jobId, time);
            // Nothing but a triage does.
            triage = { jobId, pending: tx.pendingTriggers(jobId) };
          },
        }),
      ),
    );
    let committed = false;
    try {
      const value = await result;
      committed = true;
      return value;
    } finally {
      this.#see({ jobs, committed, ...(triage && { triage }) });
    }
  }
}
