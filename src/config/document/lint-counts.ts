// How much the lints say about parts of a document.

import { type FindingCounts, noFindings, SEVERITIES } from '../finding-counts.ts';

/** Without the lint that is said once in the whole document, and as if no comment were about single entries. */
export interface LintCounts {
  /** While every entry of the document can be read. */
  readonly complete: FindingCounts;
  /** While some cannot. */
  readonly incomplete: FindingCounts;
  /** Some of it is said because of other entries. */
  readonly isAcross: boolean;
}

/** Parts whose lints somebody counts, who forgets the counts when something changes that lints look at. */
export interface Counted {
  lintCounts: LintCounts | undefined;
}

export const NO_LINTS: LintCounts = {
  complete: noFindings(),
  incomplete: noFindings(),
  isAcross: false,
};

/** `NO_LINTS` itself if there are none. */
export function sumOf(all: readonly LintCounts[]): LintCounts {
  const complete = noFindings();
  const incomplete = noFindings();
  let isAcross = false;
  let isNone = true;
  for (const counts of all) {
    if (counts === NO_LINTS) continue;
    isNone = false;
    for (const severity of SEVERITIES) {
      complete[severity] += counts.complete[severity];
      incomplete[severity] += counts.incomplete[severity];
    }
    isAcross ||= counts.isAcross;
  }
  return isNone ? NO_LINTS : { complete, incomplete, isAcross };
}
