// What a triggering policy makes of triggers that wait.

import type { Policy } from '../../policy/policy.ts';
import { buildPolicy, withDefaults } from '../../policy/policy-definition.ts';
import { newSimulatorState, simulate } from '../../policy/simulator.ts';
import type { TriggeringPolicy } from '../../schema/generated/messages.ts';
import type { Trigger } from '../../task/request.ts';
import { plural } from '../../text/wording.ts';
import { table } from '../markdown.ts';

/** So many triggers are tried. */
const WAITING = [1, 10, 100];

/** Markdown; undefined for a definition that the service rejects, or that would start too much to try. */
export function policyHover(definition: TriggeringPolicy): string | undefined {
  const built = buildPolicy(withDefaults(definition));
  if (!built.ok) return undefined;
  const rows = WAITING.map((count) => {
    const { first, all, largest } = outcome(built.policy, count);
    const sizes = first.map(String).slice(0, MAX_SIZES).join(' + ');
    const more = first.length > MAX_SIZES ? ' + …' : '';
    const start =
      first.length === 0 ? 'nothing' : `${plural(first.length, 'invocation')} with ${sizes}${more}`;
    return [`${count}`, start, `${plural(all, 'invocation')}, at most ${largest} at once`];
  });
  return `When triggers wait and nothing runs:\n\n${table([['Triggers', 'Starts', 'Until none waits'], ...rows])}`;
}

const MAX_SIZES = 4;

interface Outcome {
  /** How many triggers the invocations take that start at once. */
  readonly first: readonly number[];
  /** How many invocations it takes until no trigger waits, and how many of them run at the same time. */
  readonly all: number;
  readonly largest: number;
}

/** All of them arrive together, and each invocation takes the same time, in which nothing is dropped. */
function outcome(policy: Policy, count: number): Outcome {
  const triggers = Array.from(
    { length: count },
    (_, i): Trigger => ({ id: `${i}`, created: 0, orderInBatch: i }),
  );
  const model = { policy, durationOf: () => 1 };
  const arrival = simulate(model, newSimulatorState(0), { kind: 'triggers', delay: 0, triggers });
  const first = arrival.runs.flatMap(({ decision }) => decision.requests);
  let { state } = arrival;
  let largest = state.running.length;
  // Each takes one trigger at least.
  for (let step = 0; step < count && state.running.length > 0; step++) {
    ({ state } = simulate(model, state, { kind: 'advance', delay: 1 }));
    largest = Math.max(largest, state.running.length);
  }
  return {
    first: first.map((request) => request.incomingTriggers.length),
    all: state.started,
    largest,
  };
}
