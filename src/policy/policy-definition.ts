// Triggering policies made from their definitions in the config (engine.md 5.6, schema.md 1.1).

import { decodeMessage } from '../schema/codec.ts';
import { POLICY_KINDS } from '../schema/enum-numbers.ts';
import type { Duration, TriggeringPolicy } from '../schema/generated/messages.ts';
import { messageType } from '../schema/schema.ts';
import { greedyBatching, logarithmicBatching } from './batching.ts';
import { newestFirst } from './newest-first.ts';
import type { Policy } from './policy.ts';

const KINDS: readonly number[] = Object.values(POLICY_KINDS);
const { UNDEFINED, GREEDY_BATCHING, NEWEST_FIRST } = POLICY_KINDS;

const DEFAULT_MAX_CONCURRENT_INVOCATIONS = 1n;
const DEFAULT_MAX_BATCH_SIZE = 1000n;
const DEFAULT_PENDING_TIMEOUT: Duration = { seconds: 7n * 24n * 3600n, nanos: 0 };

/** As a 32-bit float, which the field is. */
const MIN_LOG_BASE = Math.fround(1.0001);

const MESSAGE = messageType('scheduler.config.TriggeringPolicy');

/** What the service takes where there is no definition, or one that is of no use. */
const NO_DEFINITION: PolicyOfJob = {
  policy: greedyBatching(
    Number(DEFAULT_MAX_CONCURRENT_INVOCATIONS),
    Number(DEFAULT_MAX_BATCH_SIZE),
  ),
};

/** A policy, or what is wrong with its definition: a clause for the middle of a sentence. */
export type BuiltPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly reason: string };

/** A definition with its defaults, or why the bytes hold none. */
export type DecodedDefinition =
  | { readonly ok: true; readonly definition: TriggeringPolicy }
  | { readonly ok: false; readonly reason: string };

/** A policy that works, and, if it is not the job's own, why: a clause for the middle of a sentence. */
export interface PolicyOfJob {
  readonly policy: Policy;
  readonly problem?: string;
}

/** Reading a definition costs many times what asking the policy does, and stored bytes never change. */
const known = new WeakMap<Uint8Array, PolicyOfJob>();

/**
 * The policy of a job: GREEDY_BATCHING with 1 Invocation of up to 1000 triggers if the job's own cannot be read or built.
 * @param bytes a serialized `scheduler.config.TriggeringPolicy`, or nothing; not to be changed afterwards
 */
export function policyOfJob(bytes: Uint8Array): PolicyOfJob {
  if (bytes.length === 0) return NO_DEFINITION;
  const policy = known.get(bytes) ?? readPolicy(bytes);
  known.set(bytes, policy);
  return policy;
}

function readPolicy(bytes: Uint8Array): PolicyOfJob {
  const decoded = decodeDefinition(bytes);
  const built = decoded.ok ? buildPolicy(decoded.definition) : decoded;
  return built.ok
    ? { policy: built.policy }
    : { policy: NO_DEFINITION.policy, problem: built.reason };
}

/**
 * Reads a definition and fills in its defaults.
 * @param bytes a serialized `scheduler.config.TriggeringPolicy`
 */
export function decodeDefinition(bytes: Uint8Array): DecodedDefinition {
  try {
    return { ok: true, definition: withDefaults(decodeMessage<TriggeringPolicy>(MESSAGE, bytes)) };
  } catch (error) {
    return { ok: false, reason: `it cannot be read: ${error}` };
  }
}

/** The definition with the service's defaults wherever a field is zero. Values out of range stay. */
export function withDefaults(definition: TriggeringPolicy): TriggeringPolicy {
  const { kind, maxConcurrentInvocations, maxBatchSize, pendingTimeout } = definition;
  const needsTimeout = kind === NEWEST_FIRST && toMilliseconds(pendingTimeout) === 0;
  return {
    ...definition,
    kind: kind === UNDEFINED ? GREEDY_BATCHING : kind,
    maxConcurrentInvocations: maxConcurrentInvocations || DEFAULT_MAX_CONCURRENT_INVOCATIONS,
    maxBatchSize: maxBatchSize || DEFAULT_MAX_BATCH_SIZE,
    ...(needsTimeout && { pendingTimeout: DEFAULT_PENDING_TIMEOUT }),
  };
}

/** @param definition with its defaults: what is zero counts as zero. Fields that its kind does not read may be anything. */
export function buildPolicy(definition: TriggeringPolicy): BuiltPolicy {
  const { kind, logBase } = definition;
  const maxConcurrent = Number(definition.maxConcurrentInvocations);
  const maxBatch = Number(definition.maxBatchSize);
  const timeoutMs = toMilliseconds(definition.pendingTimeout);
  if (!KINDS.includes(kind) || kind === UNDEFINED) {
    return refused(`${kind} is not a kind of policy`);
  }
  if (maxConcurrent <= 0) return refused(`max_concurrent_invocations is ${maxConcurrent}`);
  if (kind === NEWEST_FIRST) {
    if (timeoutMs <= 0) return refused(`pending_timeout is ${timeoutMs} ms`);
    return { ok: true, policy: newestFirst(maxConcurrent, timeoutMs) };
  }
  if (maxBatch <= 0) return refused(`max_batch_size is ${maxBatch}`);
  if (kind === GREEDY_BATCHING) {
    return { ok: true, policy: greedyBatching(maxConcurrent, maxBatch) };
  }
  // Written so that NaN is refused, which the rules for configs let pass (validation.md 3.5).
  if (!(Math.fround(logBase) >= MIN_LOG_BASE)) return refused(`log_base is ${logBase}`);
  return { ok: true, policy: logarithmicBatching(maxConcurrent, maxBatch, Math.fround(logBase)) };
}

function refused(reason: string): BuiltPolicy {
  return { ok: false, reason };
}

const NS_PER_SECOND = 1_000_000_000n;

/** Saturated to 64 bits of nanoseconds as the service's durations are; 0 if absent. */
function toMilliseconds(duration: Duration | undefined): number {
  if (duration === undefined) return 0;
  const ns = duration.seconds * NS_PER_SECOND + BigInt(duration.nanos);
  const saturated = ns > MAX_INT64 ? MAX_INT64 : ns < -MAX_INT64 ? -MAX_INT64 : ns;
  return Number(saturated) / 1e6;
}

const MAX_INT64 = 2n ** 63n - 1n;
