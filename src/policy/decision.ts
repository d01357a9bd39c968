// Decisions as the policies put them together.

import type { Trigger } from '../task/request.ts';
import type { PolicyDecision, PolicyRequest } from './policy.ts';

const NONE: readonly never[] = [];

/** Nothing to do and nothing to say: by far the most frequent decision. */
export const NOTHING_TO_DO: PolicyDecision = Object.freeze({
  requests: NONE,
  discards: NONE,
  logLines: NONE,
});

/** Requests, and what they say. */
export function startAll(
  requests: readonly PolicyRequest[],
  discards: readonly Trigger[] = NONE,
): PolicyDecision {
  const isSilent = requests.every(({ logLines }) => logLines.length === 0);
  const logLines = isSilent ? NONE : requests.flatMap((request) => request.logLines);
  return { requests, discards, logLines };
}

/** Nothing is started because as many Invocations run as may. */
export function waitForSlot(
  activeInvocations: number,
  maxConcurrentInvocations: number,
  discards: readonly Trigger[] = NONE,
): PolicyDecision {
  const line = `Nothing is started: ${activeInvocations} invocations are active, and max_concurrent_invocations is ${maxConcurrentInvocations}.`;
  return { requests: NONE, discards, logLines: [line] };
}
