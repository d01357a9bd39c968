// Triggers for tests of policies, written short.

import type { PolicyDecision } from '../../src/policy/policy.ts';
import type { Trigger } from '../../src/task/request.ts';

/** The time of the tests, in ms since the epoch. */
export const NOW = Date.UTC(2026, 0, 1);

/** So many, with ids from '1' on, oldest first, the last one created now and each other one ms before the next. */
export function waiting(count: number): readonly Trigger[] {
  return Array.from({ length: count }, (_, i) => webui(String(i + 1), NOW - count + 1 + i));
}

/** Of the given ages in ms, which are their ids. */
export function aged(...ages: readonly number[]): readonly Trigger[] {
  return ages.map((age) => webui(String(age), NOW - age));
}

function webui(id: string, created: number): Trigger {
  return { id, created, orderInBatch: 0, payload: { kind: 'webui' } };
}

/** Ids of the triggers of each request, and of the discards: `1,2 3 − 4`. */
export function shown({ requests, discards }: PolicyDecision): string {
  const batches = requests.map(({ incomingTriggers }) => idsOf(incomingTriggers));
  return [...batches, ...(discards.length > 0 ? ['−', idsOf(discards)] : [])].join(' ');
}

function idsOf(triggers: readonly Trigger[]): string {
  return triggers.map(({ id }) => id).join(',');
}
