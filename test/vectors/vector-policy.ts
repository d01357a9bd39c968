// Triggering policies as files of the service's answers write them.

import type { TriggeringPolicy } from '../../src/schema/generated/messages.ts';

export interface VectorPolicy {
  readonly kind: number;
  readonly max_concurrent_invocations: number;
  readonly max_batch_size: number;
  readonly log_base: number;
  /** Null if the field is not set. */
  readonly pending_timeout_ms: number | null;
}

/** The message that a config has. */
export function policyFrom(policy: VectorPolicy): TriggeringPolicy {
  const ms = policy.pending_timeout_ms;
  return {
    kind: policy.kind,
    maxConcurrentInvocations: BigInt(policy.max_concurrent_invocations),
    maxBatchSize: BigInt(policy.max_batch_size),
    logBase: Math.fround(policy.log_base),
    ...(ms !== null && {
      pendingTimeout: { seconds: BigInt(Math.trunc(ms / 1000)), nanos: (ms % 1000) * 1_000_000 },
    }),
  };
}
