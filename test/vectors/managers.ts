// Answers of the real Managers, each launched by a Controller that only collects.

import { compareNoop } from './managers/noop.ts';
import { type Compare, SKIPPED, type Vector } from './vector.ts';

/** By the `kind` of the input. */
const MANAGERS: Readonly<Record<string, Compare>> = {
  noop: compareNoop,
};

/** Those whose Managers are yet to be compared. */
const TO_COME = new Set(['gitiles', 'buildbucket', 'buildbucket_examine', 'url_fetch']);

export const compareManagers: Compare = (vector: Vector) => {
  const { kind = '' } = vector.input as { readonly kind?: string };
  if (TO_COME.has(kind)) return SKIPPED;
  const compare = Object.hasOwn(MANAGERS, kind) ? MANAGERS[kind] : undefined;
  if (!compare) throw new Error('there is no such kind');
  return compare(vector);
};
