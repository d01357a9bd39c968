// Of a file of the service's answers, how many are ours too.

import type { Compare, Comparison, Difference, Vector } from './vector.ts';

export interface Agreement {
  /** By the `kind` of the input; '' where a file has only one. In the order of the file. */
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly disagreements: readonly Disagreement[];
}

export interface Tally {
  readonly agreed: number;
  readonly compared: number;
  /** Where the order of simultaneous events decides: told, but neither compared above nor a disagreement. */
  readonly tieSensitive: { readonly agreed: number; readonly compared: number };
}

export interface Disagreement {
  readonly id: string;
  readonly differences: readonly Difference[];
}

/** Compares them one after the other. */
export async function agreement(vectors: readonly Vector[], compare: Compare): Promise<Agreement> {
  const tallies = new Map<string, Tally>();
  const disagreements: Disagreement[] = [];
  for (const vector of vectors) {
    const comparison = await comparisonOf(vector, compare);
    const kind = kindOf(vector);
    tallies.set(kind, counted(tallies.get(kind) ?? NOTHING, vector, comparison));
    if (comparison.length === 0 || vector.tie_sensitive) continue;
    disagreements.push({ id: vector.id, differences: comparison });
  }
  return { tallies, disagreements };
}

/** The tallies added up. */
export function total({ tallies }: Agreement): Tally {
  return [...tallies.values()].reduce(sum, NOTHING);
}

async function comparisonOf(vector: Vector, compare: Compare): Promise<Comparison> {
  try {
    return await compare(vector);
  } catch (error) {
    const got = error instanceof Error ? error.stack : error;
    return [{ path: '', expected: 'an answer', got }];
  }
}

function kindOf({ input }: Vector): string {
  const kind: unknown = typeof input === 'object' && input !== null && Reflect.get(input, 'kind');
  return typeof kind === 'string' ? kind : '';
}

const NOTHING: Tally = {
  agreed: 0,
  compared: 0,
  tieSensitive: { agreed: 0, compared: 0 },
};

function counted(tally: Tally, vector: Vector, comparison: Comparison): Tally {
  const one = { agreed: comparison.length === 0 ? 1 : 0, compared: 1 };
  return sum(
    tally,
    vector.tie_sensitive ? { ...NOTHING, tieSensitive: one } : { ...NOTHING, ...one },
  );
}

function sum(a: Tally, b: Tally): Tally {
  return {
    agreed: a.agreed + b.agreed,
    compared: a.compared + b.compared,
    tieSensitive: {
      agreed: a.tieSensitive.agreed + b.tieSensitive.agreed,
      compared: a.tieSensitive.compared + b.tieSensitive.compared,
    },
  };
}
