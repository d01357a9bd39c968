// Answers of the real Managers, each launched by a Controller that only collects.

import { compareBuildbucket } from './managers/buildbucket.ts';
import { compareExamine } from './managers/buildbucket-examine.ts';
import { compareGitiles } from './managers/gitiles.ts';
import { compareNoop } from './managers/noop.ts';
import { compareUrlFetch } from './managers/url-fetch.ts';
import type { Compare, Vector } from './vector.ts';

/** By the `kind` of the input. */
const MANAGERS: Readonly<Record<string, Compare>> = {
  buildbucket: compareBuildbucket,
  buildbucket_examine: compareExamine,
  gitiles: compareGitiles,
  noop: compareNoop,
  url_fetch: compareUrlFetch,
};

export const compareManagers: Compare = (vector: Vector) => {
  const { kind = '' } = vector.input as { readonly kind?: string };
  const compare = Object.hasOwn(MANAGERS, kind) ? MANAGERS[kind] : undefined;
  if (!compare) throw new Error('there is no such kind');
  return compare(vector);
};
