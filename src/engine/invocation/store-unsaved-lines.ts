// Log lines that nothing has stored when the engine stops.

import { isFinal } from '../../task/status.ts';
import type { EngineContext } from '../engine-context.ts';
import { trimDebugLog } from './debug-log.ts';

/**
 * Appends each Invocation's lines to its log. This is no mutation, as it is not the end of any event. Lines that came
 * after the end of an Invocation are dropped. What cannot be stored is told to the service log.
 */
export async function storeUnsavedLines(engine: EngineContext): Promise<void> {
  for (const id of engine.unsaved.invocations()) {
    try {
      await engine.store.transaction((tx) => {
        const invocation = tx.rows.invocation(id);
        if (!invocation || isFinal(invocation.status)) return engine.unsaved.drop(id);
        const lines = tx.takeUnsaved(invocation);
        if (lines === '') return;
        tx.putInvocation({ ...invocation, debugLog: trimDebugLog(invocation.debugLog + lines) });
      });
    } catch (error) {
      engine.listener.serviceLog(`Could not store the log of ${id}`, error);
    }
  }
}
