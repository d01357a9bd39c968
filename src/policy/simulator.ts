// What a triggering policy would do with triggers that arrive over time, without an engine (engine.md 5.16).

import type { Trigger } from '../task/request.ts';
import type { Policy, PolicyDecision, PolicyRequest } from './policy.ts';
import { SeenIds } from './seen-ids.ts';

/** Never changed: an earlier state can be gone on from as well. Times are in milliseconds since the epoch. */
export interface SimulatorState {
  readonly now: number;
  /** In the order of arrival. */
  readonly pending: readonly Trigger[];
  /** By the time of their end. */
  readonly running: readonly SimulatedInvocation[];
  /** How many Invocations have started so far. */
  readonly started: number;
  /** Of all triggers so far: an id comes in once, for ever. */
  readonly seenIds: SeenIds;
}

interface SimulatedInvocation {
  /** In the order of starts, from 0. */
  readonly index: number;
  readonly request: PolicyRequest;
  readonly start: number;
  readonly end: number;
}

/** The policy was asked, by the arrival of triggers or the end of an Invocation. */
export interface SimulatedRun {
  readonly time: number;
  /** How many Invocations were active, and what was pending, when it was asked. */
  readonly activeInvocations: number;
  readonly pending: readonly Trigger[];
  readonly decision: PolicyDecision;
  /** One for each request. */
  readonly invocations: readonly SimulatedInvocation[];
}

export interface SimulatorModel {
  readonly policy: Policy;
  /** How long an Invocation runs, in ms; above 0, and Infinity if for ever. Pure. */
  readonly durationOf: (request: PolicyRequest, index: number) => number;
}

export type SimulatorEvent =
  /** Time passes, `delay` ms of at least 0, then triggers arrive; the policy is asked even if none is new. */
  | { readonly kind: 'triggers'; readonly delay: number; readonly triggers: readonly Trigger[] }
  /** Only time passes. */
  | { readonly kind: 'advance'; readonly delay: number };

/** Nothing has happened yet. */
export function newSimulatorState(now: number): SimulatorState {
  return { now, pending: [], running: [], started: 0, seenIds: SeenIds.none() };
}

/**
 * Lets an event happen, and all that ends before it. Of what ends at the same time, what started first ends first.
 * @returns with the state after it, each time the policy was asked, in order
 */
export function simulate(
  model: SimulatorModel,
  state: SimulatorState,
  event: SimulatorEvent,
): { readonly state: SimulatorState; readonly runs: readonly SimulatedRun[] } {
  if (!(event.delay >= 0)) throw new RangeError(`the delay is ${event.delay} ms`);
  const target = state.now + event.delay;
  const runs: SimulatedRun[] = [];
  let current = state;

  for (;;) {
    const [next, ...others] = current.running;
    if (next === undefined || next.end > target) break;
    current = ask(model, { ...current, now: next.end, running: others }, runs);
  }
  current = { ...current, now: target };
  if (event.kind === 'triggers') current = ask(model, arrive(current, event.triggers), runs);
  return { state: current, runs };
}

/** Those with new ids are pending, created now. */
function arrive(state: SimulatorState, triggers: readonly Trigger[]): SimulatorState {
  const arrived = new Map<string, Trigger>();
  for (const trigger of triggers) {
    if (arrived.has(trigger.id) || state.seenIds.has(trigger.id)) continue;
    arrived.set(trigger.id, { ...trigger, created: state.now });
  }
  return {
    ...state,
    pending: [...state.pending, ...arrived.values()],
    seenIds: state.seenIds.plus([...arrived.keys()]),
  };
}

/** Asks the policy, notes the answer in `runs` and does as it says. */
function ask(model: SimulatorModel, state: SimulatorState, runs: SimulatedRun[]): SimulatorState {
  const { now, pending, running, started } = state;
  const decision = model.policy({ now, activeInvocations: running.length, triggers: pending });
  const invocations = decision.requests.map((request, i): SimulatedInvocation => {
    const index = started + i;
    const duration = model.durationOf(request, index);
    if (!(duration > 0)) throw new RangeError(`the duration of an invocation is ${duration} ms`);
    return { index, request, start: now, end: now + duration };
  });
  runs.push({ time: now, activeInvocations: running.length, pending, decision, invocations });
  return {
    ...state,
    pending: withoutDecided(pending, decision),
    // A stable sort: where two end together, the first to start stays first.
    running:
      invocations.length === 0
        ? running
        : [...running, ...invocations].sort((a, b) => a.end - b.end),
    started: started + invocations.length,
  };
}

function withoutDecided(
  pending: readonly Trigger[],
  { requests, discards }: PolicyDecision,
): readonly Trigger[] {
  if (requests.length === 0 && discards.length === 0) return pending;
  const decided = new Set(requests.flatMap(({ incomingTriggers }) => incomingTriggers));
  for (const trigger of discards) decided.add(trigger);
  return pending.filter((trigger) => !decided.has(trigger));
}
