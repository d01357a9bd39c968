// Answers about scenarios that the whole engine plays.

import { differences } from './differences.ts';
import { playScenario } from './engine/player.ts';
import type { Scenario } from './engine/scenario.ts';
import type { Comparison, Vector } from './vector.ts';

export async function compareEngine(vector: Vector): Promise<Comparison> {
  const got = await playScenario(vector.input as Scenario);
  return differences(told(vector.output), told(got));
}

/** What depends on texts of logs, on how ids of timers are made, or on how the work is cut into events. */
const ADVISORY = new Set(['log_lines', 'mutations', 'dropped_events']);

/** Without what does not count, and without empty values: where a key is absent, its value is empty. */
function told(value: unknown, key = ''): unknown {
  if (key === 'properties') return value;
  if (Array.isArray(value)) return value.map((part) => told(part, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !ADVISORY.has(name) && !(key === 'pending_timers' && name === 'id'))
      .map(([name, part]) => [name, told(part, name)] as const)
      .filter(([, part]) => !isEmpty(part)),
  );
}

function isEmpty(value: unknown): boolean {
  const empty = value === 0 || value === '' || value === false;
  return empty || (Array.isArray(value) && value.length === 0);
}
