// The kinds of the service's answers, and how ours are found.

import { compareCron } from './cron.ts';
import { compareEngine } from './engine.ts';
import { compareFormat } from './format.ts';
import { compareManagers } from './managers.ts';
import { compareMisc } from './misc.ts';
import { comparePolicy } from './policy.ts';
import type { Compare } from './vector.ts';

/** By the name of the file, without its ending. In this order they are run and told. */
export const KINDS: Readonly<Record<string, Compare>> = {
  policy: comparePolicy,
  cron: compareCron,
  engine: compareEngine,
  misc: compareMisc,
  managers: compareManagers,
  format: compareFormat,
};
