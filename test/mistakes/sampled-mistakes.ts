// Mistakes of every kind, in many places of real configs: the same ones each time.

import { BRACE_MISTAKES } from './brace-mistakes.ts';
import { FIELD_MISTAKES } from './field-mistakes.ts';
import { LIST_MISTAKES } from './list-mistakes.ts';
import type { Mistake, MistakesOf } from './mistake.ts';
import type { Config } from './real-configs.ts';
import { STRAY_MISTAKES } from './stray-mistakes.ts';
import { VALUE_MISTAKES } from './value-mistakes.ts';

const KINDS: Readonly<Record<string, MistakesOf>> = {
  ...BRACE_MISTAKES,
  ...VALUE_MISTAKES,
  ...LIST_MISTAKES,
  ...FIELD_MISTAKES,
  ...STRAY_MISTAKES,
};

/** Of each kind so many mistakes are tried, from all configs. More find more, at leisure. */
const PLACES = Number(process.env['MISTAKES_PLACES'] ?? 24);

export interface PlacedMistake {
  readonly config: Config;
  readonly mistake: Mistake;
}

/** By kind. */
export function sampledMistakes(
  configs: readonly Config[],
): readonly { readonly kind: string; readonly tried: readonly PlacedMistake[] }[] {
  return Object.entries(KINDS).map(([kind, mistakesOf]) => {
    const random = numbersFrom(kind);
    const found = configs.flatMap((config) =>
      sample(mistakesOf(config), PLACES, random).map((mistake) => ({ config, mistake })),
    );
    return { kind, tried: sample(found, PLACES, random) };
  });
}

/** `count` of the items, or all if there are not so many. */
function sample<T>(items: readonly T[], count: number, random: () => number): readonly T[] {
  if (items.length <= count) return items;
  const rest = [...items];
  const picked: T[] = [];
  while (picked.length < count) picked.push(...rest.splice(random() % rest.length, 1));
  return picked;
}

/** The same numbers for the same name, so that a kind does not depend on the ones before it. */
function numbersFrom(name: string): () => number {
  let state = 2166136261;
  for (const c of name) state = Math.imul(state ^ c.charCodeAt(0), 16777619) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
