// Answers about triggering policies: their defaults, single calls, and simulated time.

import type { Policy, PolicyDecision, PolicyState } from '../../src/policy/policy.ts';
import {
  buildPolicy,
  decodeDefinition,
  policyOfJob,
  withDefaults,
} from '../../src/policy/policy-definition.ts';
import { newSimulatorState, type SimulatedRun, simulate } from '../../src/policy/simulator.ts';
import { encodeMessage } from '../../src/schema/codec.ts';
import type { TriggeringPolicy } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';
import { differences } from './differences.ts';
import type { Comparison, Vector } from './vector.ts';
import { policyFrom, type VectorPolicy } from './vector-policy.ts';
import { triggerFrom, type VectorTrigger } from './vector-trigger.ts';

type PolicyInput =
  | {
      readonly kind: 'simulate';
      readonly policy: VectorPolicy;
      readonly batches: readonly {
        readonly delay_ms: number;
        readonly triggers: readonly VectorTrigger[];
      }[];
      readonly durations_ms: readonly number[];
      readonly final_advance_ms: number;
    }
  | {
      readonly kind: 'call';
      readonly policy: VectorPolicy;
      readonly apply_defaults: boolean;
      readonly now_ms: number;
      readonly active: number;
      readonly triggers: readonly VectorTrigger[];
    }
  | {
      readonly kind: 'defaults';
      readonly policy?: VectorPolicy;
      readonly raw_base64?: string;
    };

/** A file of others may hold a kind that is not known here. */
interface UnknownInput {
  readonly kind: undefined;
}

type InputOf<K> = Extract<PolicyInput, { kind: K }>;

const MESSAGE = messageType('scheduler.config.TriggeringPolicy');

export function comparePolicy(vector: Vector): Comparison {
  return differences(vector.output, answer(vector.input as PolicyInput | UnknownInput));
}

function answer(input: PolicyInput | UnknownInput): unknown {
  switch (input.kind) {
    case 'simulate':
      return simulation(input);
    case 'call':
      return call(input);
    case 'defaults':
      return defaults(input);
    default:
      throw new Error('there is no such kind');
  }
}

function defaults({ policy, raw_base64 }: InputOf<'defaults'>): unknown {
  const bytes = policy
    ? encodeMessage(MESSAGE, policyFrom(policy))
    : Uint8Array.from(Buffer.from(raw_base64 ?? '', 'base64'));
  const decoded = decodeDefinition(bytes);
  if (!decoded.ok) return { error: true, policy: null, new_error: null };
  return {
    error: false,
    policy: policyText(decoded.definition),
    new_error: !buildPolicy(decoded.definition).ok,
  };
}

function call(input: InputOf<'call'>): unknown {
  const message = policyFrom(input.policy);
  const built = buildPolicy(input.apply_defaults ? withDefaults(message) : message);
  if (!built.ok) return { error: true, run: null };
  const state: PolicyState = {
    now: input.now_ms,
    activeInvocations: input.active,
    triggers: input.triggers.map((trigger) => triggerFrom(trigger, 0)),
  };
  return { error: false, run: runText(state, built.policy(state)) };
}

function simulation({ policy: written, batches, ...input }: InputOf<'simulate'>): unknown {
  const { policy, problem } = policyOfJob(encodeMessage(MESSAGE, policyFrom(written)));
  const result = simulated(policy, { batches, ...input });
  const invocations = result.runs.flatMap((run) => run.invocations);
  return {
    policy_error: problem !== undefined,
    runs: result.runs.map((run) => runText({ ...run, now: run.time }, run.decision)),
    invocations: invocations.map(({ start, end }) => ({
      start_ms: start,
      finish_ms: end > result.now ? null : end,
    })),
    pending_at_end: result.pending.map(({ id }) => id),
    discarded: result.runs.flatMap(({ decision }) => decision.discards.map(({ id }) => id)),
  };
}

function simulated(
  policy: Policy,
  { batches, durations_ms, final_advance_ms }: Omit<InputOf<'simulate'>, 'kind' | 'policy'>,
) {
  const durationOf = (_: unknown, n: number) => durations_ms[n % durations_ms.length] ?? 0;
  const model = { policy, durationOf };
  const runs: SimulatedRun[] = [];
  let state = newSimulatorState(0);
  for (const { delay_ms: delay, triggers: written } of batches) {
    const triggers = written.map((trigger) => triggerFrom(trigger, 0));
    const step = simulate(model, state, { kind: 'triggers', delay, triggers });
    state = step.state;
    runs.push(...step.runs);
  }
  const step = simulate(model, state, { kind: 'advance', delay: final_advance_ms });
  runs.push(...step.runs);
  return { ...step.state, runs };
}

function runText(
  state: Pick<SimulatedRun, 'activeInvocations'> & {
    readonly now: number;
    readonly pending?: SimulatedRun['pending'];
    readonly triggers?: SimulatedRun['pending'];
  },
  { requests, discards, logLines }: PolicyDecision,
): unknown {
  return {
    t_ms: state.now,
    active: state.activeInvocations,
    pending: (state.pending ?? state.triggers ?? []).map(({ id }) => id),
    requests: requests.map((request) => ({
      triggers: request.incomingTriggers.map(({ id }) => id),
      properties: request.properties ?? null,
      tags: request.tags,
      triggered_by: request.triggeredBy,
      log_lines: request.logLines.length,
    })),
    discards: discards.map(({ id }) => id),
    log_lines: logLines.length,
  };
}

function policyText(policy: TriggeringPolicy): VectorPolicy {
  const { pendingTimeout } = policy;
  return {
    kind: policy.kind,
    max_concurrent_invocations: Number(policy.maxConcurrentInvocations),
    max_batch_size: Number(policy.maxBatchSize),
    log_base: shortestFloat(policy.logBase),
    pending_timeout_ms: pendingTimeout
      ? Number(pendingTimeout.seconds) * 1000 + Math.trunc(pendingTimeout.nanos / 1_000_000)
      : null,
  };
}

/** The number with the fewest digits of those that are `value` as a 32-bit float. */
function shortestFloat(value: number): number {
  for (let digits = 1; digits < 10; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
