// The rules for a triggering policy (spec validation.md 3.5).

import { POLICY_KINDS } from '../../schema/enum-numbers.ts';
import type { TriggeringPolicy } from '../../schema/generated/messages.ts';
import type { ValidationContext } from '../../task/validation-context.ts';
import type { RULE_CODES } from './codes.ts';

const { LOGARITHMIC_BATCHING, NEWEST_FIRST } = POLICY_KINDS;

/** The service compares as 32-bit floats, so that 1.00009999 passes (P6). */
const MIN_LOG_BASE = Math.fround(1.0001);

/** Rules P1–P6, in this order; none of them stops another. */
export function validateTriggeringPolicy(
  ctx: ValidationContext<keyof typeof RULE_CODES>,
  policy: TriggeringPolicy,
): void {
  const { kind, maxConcurrentInvocations, maxBatchSize, logBase } = policy;
  if (kind < 0 || kind > NEWEST_FIRST) {
    ctx.error(
      'policy-kind-unknown',
      `${kind} is not a kind of triggering policy: use GREEDY_BATCHING, LOGARITHMIC_BATCHING or NEWEST_FIRST.`,
      ['kind'],
    );
  }
  if (maxConcurrentInvocations < 0n) {
    ctx.error(
      'policy-max-concurrent-negative',
      '`max_concurrent_invocations` cannot be negative: leave it out for the default of 1.',
      ['max_concurrent_invocations'],
    );
  }
  if (maxBatchSize < 0n) {
    ctx.error(
      'policy-max-batch-negative',
      '`max_batch_size` cannot be negative: leave it out for the default of 1000.',
      ['max_batch_size'],
    );
  }
  const timeout = pendingTimeoutNs(policy);
  if (timeout < 0n) {
    ctx.error(
      'policy-pending-timeout-negative',
      '`pending_timeout` cannot be negative: leave it out for the default.',
      ['pending_timeout'],
    );
  }
  if (kind !== NEWEST_FIRST && timeout !== 0n) {
    ctx.error(
      'policy-pending-timeout-not-applicable',
      '`pending_timeout` works only with kind NEWEST_FIRST: remove it, or change the kind.',
      ['pending_timeout'],
    );
  }
  if (kind === LOGARITHMIC_BATCHING && Math.fround(logBase) < MIN_LOG_BASE) {
    ctx.error(
      'policy-log-base-too-small',
      logBase === 0
        ? 'LOGARITHMIC_BATCHING needs a `log_base` of 1.0001 or more: 2 is a usual choice.'
        : '`log_base` must be 1.0001 or more: 2 is a usual choice.',
      ['log_base'],
    );
  }
}

const NS_PER_SECOND = 1_000_000_000n;

/**
 * pending_timeout in nanoseconds, 0 if absent. The service's conversion saturates to int64, which changes neither
 * the sign nor whether it is zero, and nothing else is asked here.
 */
function pendingTimeoutNs({ pendingTimeout }: TriggeringPolicy): bigint {
  if (!pendingTimeout) return 0n;
  return pendingTimeout.seconds * NS_PER_SECOND + BigInt(pendingTimeout.nanos);
}
