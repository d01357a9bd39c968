// The handler of an Invocation's end, which its job has to hear of (engine.md S8).

import type { EngineContext, Handler } from '../engine-context.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { kickTriage } from '../triage/kick-triage.ts';
import type { Invocation } from './invocation.ts';

/**
 * Lets the next triage free the place that the Invocation holds among the job's active ones. The triggers that it
 * emitted last are items of their own, stored with its end.
 */
export const announceFinish: Handler<'InvocationFinishedTask'> = (
  engine,
  { jobId, invocationId },
  delivery,
) =>
  engine.store.transaction((tx) => {
    tx.rows.addRecentlyFinished(jobId, invocationId);
    kickTriage(engine, tx, jobId);
    trimHistory(engine, tx);
    tx.finish(delivery);
  });

/** So many are looked at in one go: a history that has grown long is cut in turns. */
const TRIM_BATCH = 10;

/** Deletes what has ended and is more than the history is to hold, or older. */
function trimHistory({ history, world }: EngineContext, tx: EngineTransaction): void {
  const oldest = world.clock.now() - history.ageMs;
  let surplus = tx.rows.endedCount() - history.count;
  // A store that has to read them, with their logs, reads no more than need be.
  const [first] = tx.rows.firstEnded(1);
  if (first === undefined) return;
  const isTooOld = ({ finished = 0 }: Invocation) => finished < oldest;
  const candidates = isTooOld(first) ? TRIM_BATCH : Math.min(surplus, TRIM_BATCH);
  for (const invocation of candidates > 1 ? tx.rows.firstEnded(candidates) : [first]) {
    if (surplus <= 0 && !isTooOld(invocation)) break;
    tx.deleteInvocation(invocation.id);
    surplus--;
  }
}
