// Writing a changed Invocation together with everything that follows from the change (engine.md S4, S6).

import { isFinal } from '../task/status.ts';
import { formatLogLine, trimDebugLog } from './debug-log.ts';
import type { Invocation, Timer } from './invocation.ts';
import type { ObservedTransaction } from './observed-store.ts';

export interface InvocationChange {
  readonly before: Invocation;
  /** With the log of `before`: lines are added as told below. */
  readonly after: Invocation;
  /** A line of the change's own, shown when it is stored, behind those that have been shown. */
  readonly line?: string;
  /** To be armed, unless the change ends the Invocation. */
  readonly newTimers: readonly Timer[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Stores `after` as the next mutation of `before` and puts into the queue what must follow: the new
 * timers, or, if the change ends the Invocation, the notice of its end. All lines of its log that have been
 * shown are stored. Returns what was stored.
 */
export function putChange(tx: ObservedTransaction, change: InvocationChange): Invocation {
  const { before, line, now } = change;
  let debugLog = before.debugLog + tx.takeUnsaved(before.id);
  if (line !== undefined) {
    tx.announce(before.jobId, before.id, { time: now, text: line });
    debugLog += formatLogLine(now, line);
  }
  const after = { ...change.after, debugLog };
  const ends = !isFinal(before.status) && isFinal(after.status);
  const next = ends ? ended(tx, { ...change, after }) : armed(tx, { ...change, after });
  const invocation: Invocation = {
    ...next,
    debugLog: trimDebugLog(next.debugLog),
    mutationsCount: before.mutationsCount + 1,
  };
  tx.putInvocation(invocation);
  return invocation;
}

function armed(tx: ObservedTransaction, { after, newTimers }: InvocationChange): Invocation {
  const { jobId, id: invocationId } = after;
  for (const { id: timerId, eta } of newTimers) {
    tx.enqueue({ payload: { kind: 'TimerTask', jobId, invocationId, timerId }, due: eta });
  }
  return { ...after, pendingTimers: [...after.pendingTimers, ...newTimers] };
}

function ended(tx: ObservedTransaction, { after, newTimers, now }: InvocationChange): Invocation {
  const { jobId, id: invocationId } = after;
  tx.enqueue({ payload: { kind: 'InvocationFinishedTask', jobId, invocationId }, due: now });
  const lines = [
    `Finished with status ${after.status} after ${(now - after.started) / 1000} s`,
    ...newTimers.map(
      ({ title }) => `Timer ${JSON.stringify(title)} is dropped: the invocation has ended`,
    ),
  ];
  for (const text of lines) tx.announce(jobId, invocationId, { time: now, text });
  const closing = lines.map((text) => formatLogLine(now, text)).join('');
  return { ...after, finished: now, debugLog: after.debugLog + closing };
}
