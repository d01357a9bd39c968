// The policies that take triggers in batches, oldest first (engine.md 5.6, P1–P3).

import { naturalLog } from '../golang/natural-log.ts';
import { NOTHING_TO_DO, startAll, waitForSlot } from './decision.ts';
import type { Policy, PolicyRequest } from './policy.ts';
import { policyRequest } from './policy-request.ts';

/** GREEDY_BATCHING: an Invocation takes as many triggers as it can. Both limits are at least 1. */
export function greedyBatching(maxConcurrentInvocations: number, maxBatchSize: number): Policy {
  return batching(maxConcurrentInvocations, (waiting) => Math.min(maxBatchSize, waiting));
}

/**
 * LOGARITHMIC_BATCHING: an Invocation takes as many triggers as the logarithm of how many wait. Both limits are at least 1.
 * @param logBase a 32-bit float of at least 1.0001
 */
export function logarithmicBatching(
  maxConcurrentInvocations: number,
  maxBatchSize: number,
  logBase: number,
): Policy {
  const logOfBase = naturalLog(logBase);
  return batching(maxConcurrentInvocations, (waiting) => {
    const size = Math.floor(naturalLog(waiting) / logOfBase);
    return Math.min(maxBatchSize, Math.max(1, Math.min(size, waiting)));
  });
}

/** @param sizeOfBatch how many of `waiting` triggers, at least one, go together: from 1 to `waiting` */
function batching(
  maxConcurrentInvocations: number,
  sizeOfBatch: (waiting: number) => number,
): Policy {
  return ({ activeInvocations, triggers }) => {
    if (triggers.length === 0) return NOTHING_TO_DO;
    let slots = maxConcurrentInvocations - activeInvocations;
    if (slots <= 0) return waitForSlot(activeInvocations, maxConcurrentInvocations);

    const requests: PolicyRequest[] = [];
    for (let next = 0; next < triggers.length && slots > 0; slots--) {
      const end = next + sizeOfBatch(triggers.length - next);
      requests.push(policyRequest(triggers.slice(next, end)));
      next = end;
    }
    return startAll(requests);
  };
}
