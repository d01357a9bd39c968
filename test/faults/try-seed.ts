// Tries one seed: a story without order-changing faults is compared with the same story without any.

import type { Store } from '../../src/engine/store/store.ts';
import { FaultPlan, NO_ODDS } from './fault-plan.ts';
import { IN_THE_END, violations } from './invariants.ts';
import { play } from './play.ts';
import { firstDifference, storyState } from './story-state.ts';

export interface Tried {
  readonly seed: number;
  /** In words, none if all is as promised. */
  readonly violations: readonly string[];
  readonly crashes: number;
  readonly commits: number;
  /** Whether its end was compared with that of a run without faults. */
  readonly compared: boolean;
}

/** Of seeds that are whole multiples of 3, the faults change no order. */
export async function trySeed(seed: number, sabotage?: (store: Store) => Store): Promise<Tried> {
  const keepsOrder = seed % 3 === 0;
  const plan = FaultPlan.ofSeed(seed, keepsOrder);
  const options = { seed, keepsOrder, ...(sabotage && { sabotage }) };
  const played = await play({ ...options, plan });
  const found = [...played.violations, ...violations(played.aftermath, IN_THE_END)];
  if (keepsOrder) {
    const calm = await play({ ...options, plan: new FaultPlan(seed, NO_ODDS) });
    const got = storyState(played.aftermath);
    const difference = firstDifference(got, storyState(calm.aftermath));
    if (difference !== undefined) found.push(`sameState: ${difference}`);
  }
  const { crashes, commits } = played;
  return { seed, violations: found, crashes, commits, compared: keepsOrder };
}
