// The policy that runs the newest trigger first and drops what has waited for too long (engine.md 5.6, P4).

import type { Trigger } from '../task/request.ts';
import { NOTHING_TO_DO, startAll, waitForSlot } from './decision.ts';
import type { Policy } from './policy.ts';
import { policyRequest } from './policy-request.ts';

/** The longest time span that the service can tell, 2^63 ns in ms: longer ones count as this long. */
const LONGEST_SPAN_MS = 2 ** 63 / 1e6;

/**
 * NEWEST_FIRST: a trigger to an Invocation, the newest that there are slots for; of these the oldest starts first. What
 * is too old is dropped even while there is no slot.
 * @param maxConcurrentInvocations at least 1
 * @param pendingTimeoutMs above 0
 */
export function newestFirst(maxConcurrentInvocations: number, pendingTimeoutMs: number): Policy {
  return ({ now, activeInvocations, triggers }) => {
    const fresh = firstFresh(triggers, now, pendingTimeoutMs);
    const discards = fresh > 0 ? triggers.slice(0, fresh) : undefined;
    const slots = maxConcurrentInvocations - activeInvocations;
    if (slots <= 0) return waitForSlot(activeInvocations, maxConcurrentInvocations, discards);
    if (triggers.length === 0) return NOTHING_TO_DO;

    const started = triggers.slice(Math.max(fresh, triggers.length - slots));
    return startAll(
      started.map((trigger) => policyRequest([trigger])),
      discards,
    );
  };
}

/** Index of the first trigger that has not waited for too long: they are sorted by age. */
function firstFresh(triggers: readonly Trigger[], now: number, timeoutMs: number): number {
  let low = 0;
  let high = triggers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const age = now - (triggers[middle]?.created ?? now);
    if (Math.min(age, LONGEST_SPAN_MS) >= timeoutMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
