// The interface by which a host watches the engine.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { Invocation } from './invocation/invocation.ts';
import type { Job } from './job/job.ts';

/** A line of an Invocation's log as it is written; `time` is milliseconds since the epoch. */
export interface LogLine {
  readonly time: number;
  readonly text: string;
}

/** Calls are for showing things: they return soon, and whatever they throw is dropped. */
export interface EngineListener {
  /** After each committed change, in the order of the commits. */
  invocationChanged?(invocation: Invocation): void;
  /** The history has let go of it. */
  invocationDeleted?(id: InvocationId): void;
  /** After each committed change, in the order of the commits. */
  jobChanged?(job: Job): void;
  /**
   * At once, before any save. The next change of the Invocation stores it, whoever makes that change. A line
   * comes twice when what wrote it is delivered again, and is not stored if it came after the end.
   */
  debugLog?(jobId: JobId, invocationId: InvocationId, line: LogLine): void;
  /** What only the operator of the engine cares about; no part of any Invocation's log. */
  serviceLog?(message: string, error?: unknown): void;
}

/** The same listener with every call present and none that throws. */
export function guarded(listener: EngineListener): Required<EngineListener> {
  return {
    invocationChanged: quiet(listener.invocationChanged?.bind(listener)),
    invocationDeleted: quiet(listener.invocationDeleted?.bind(listener)),
    jobChanged: quiet(listener.jobChanged?.bind(listener)),
    debugLog: quiet(listener.debugLog?.bind(listener)),
    serviceLog: quiet(listener.serviceLog?.bind(listener)),
  };
}

/** A fault in a view must not become a fault in a run. */
function quiet<Args extends readonly unknown[]>(
  call: ((...args: Args) => void) | undefined,
): (...args: Args) => void {
  if (!call) return () => {};
  return (...args) => {
    try {
      call(...args);
    } catch {
      // There is nobody left to tell.
    }
  };
}
