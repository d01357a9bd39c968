// Writing a changed Invocation together with everything that follows from the change (engine.md S4, S6).

import type { Trigger } from '../../task/request.ts';
import { isFinal } from '../../task/status.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { formatLogLine, trimDebugLog } from './debug-log.ts';
import type { Invocation, Timer } from './invocation.ts';

export interface InvocationChange {
  readonly before: Invocation;
  /** With the log of `before`: lines are added as told below. */
  readonly after: Invocation;
  /** A line of the change's own, shown when it is stored, behind those that have been shown. */
  readonly line?: string;
  /** To be armed, unless the change ends the Invocation. */
  readonly newTimers: readonly Timer[];
  /** To be sent to the job's `triggers`. */
  readonly newTriggers: readonly Trigger[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Stores `after` as the next mutation of `before` and puts into the queue what must follow: the new
 * timers, or, if the change ends the Invocation, the notice of its end. All lines of its log that have been
 * shown are stored. Returns what was stored.
 */
export function putChange(tx: EngineTransaction, change: InvocationChange): Invocation {
  const { before, line, now } = change;
  let debugLog = before.debugLog + tx.takeUnsaved(before);
  if (line !== undefined) {
    tx.announce(before.jobId, before.id, { time: now, text: line });
    debugLog += formatLogLine(now, line);
  }
  const ends = !isFinal(before.status) && isFinal(change.after.status);
  const mutationsCount = before.mutationsCount + 1;
  const invocation: Invocation = ends
    ? {
        ...change.after,
        finished: change.now,
        debugLog: trimDebugLog(debugLog + end(tx, change)),
        mutationsCount,
      }
    : {
        ...change.after,
        pendingTimers: arm(tx, change),
        debugLog: trimDebugLog(debugLog),
        mutationsCount,
      };
  tx.putInvocation(invocation);
  fanOut(tx, change);
  return invocation;
}

/** Each receiving job is told for itself, and tries again for itself (T3). */
function fanOut(tx: EngineTransaction, { after, newTriggers, now }: InvocationChange): void {
  if (newTriggers.length === 0) return;
  for (const jobId of after.triggeredJobIds) {
    tx.enqueue({ kind: 'EnqueueTriggersTask', jobId, triggers: newTriggers }, now);
  }
}

/** The timers that are pending when the new ones are. */
function arm(tx: EngineTransaction, { after, newTimers }: InvocationChange): readonly Timer[] {
  if (newTimers.length === 0) return after.pendingTimers;
  const { jobId, id: invocationId } = after;
  for (const { id: timerId, eta } of newTimers) {
    tx.enqueue({ kind: 'TimerTask', jobId, invocationId, timerId }, eta);
  }
  return [...after.pendingTimers, ...newTimers];
}

/** The lines that close the log. */
function end(tx: EngineTransaction, { after, newTimers, now }: InvocationChange): string {
  const { jobId, id: invocationId } = after;
  tx.enqueue({ kind: 'InvocationFinishedTask', jobId, invocationId }, now);
  const say = (text: string): string => {
    tx.announce(jobId, invocationId, { time: now, text });
    return formatLogLine(now, text);
  };
  let lines = say(`Finished with status ${after.status} after ${(now - after.started) / 1000} s`);
  for (const { title } of newTimers) {
    lines += say(`Timer ${JSON.stringify(title)} is dropped: the invocation has ended`);
  }
  return lines;
}
