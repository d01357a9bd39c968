// Lines for the log of an Invocation from somebody who is no call of its Manager, such as the program of its build.

import type { InvocationId } from '../../task/ids.ts';
import { isFinal } from '../../task/status.ts';
import type { EngineContext } from '../engine-context.ts';
import type { LogLine } from '../listener.ts';
import { formatLogLine, trimDebugLog } from './debug-log.ts';

/**
 * Stores and shows lines, behind those that there are. This is no mutation: no event of the Invocation loses by it.
 * Lines that come after the end, or for nobody, are dropped.
 *
 * Rejects with a transient TaskError if the store fails.
 */
export function appendLog(
  engine: EngineContext,
  id: InvocationId,
  lines: readonly LogLine[],
): Promise<void> {
  return engine.store.transaction((tx) => {
    const invocation = tx.rows.invocation(id);
    if (!invocation || isFinal(invocation.status) || lines.length === 0) return;
    let debugLog = invocation.debugLog + tx.takeUnsaved(invocation);
    for (const line of lines) {
      tx.announce(invocation.jobId, id, line);
      debugLog += formatLogLine(line.time, line.text);
    }
    tx.putInvocation({ ...invocation, debugLog: trimDebugLog(debugLog) });
  });
}
