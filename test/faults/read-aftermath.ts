// Reads from a store what has come of a run.

import type { Store } from '../../src/engine/store/store.ts';
import type { Aftermath } from './invariants.ts';

export function readAftermath(
  store: Store,
  trace: Aftermath['trace'],
  outside: Pick<Aftermath, 'operations' | 'said'>,
): Promise<Aftermath> {
  return store.transaction((tx) => {
    const jobs = tx.jobs();
    const ids = new Set(trace.started.map(({ id }) => id));
    return {
      jobs,
      invocations: [...ids].flatMap((id) => tx.invocation(id) ?? []),
      items: tx.items(),
      pending: new Map(jobs.map((job) => [job.id, tx.pendingTriggers(job.id).map(({ id }) => id)])),
      trace,
      ...outside,
    };
  });
}
