// Marks of a part: what makes a walk over the parts of a document stop at it.

import { mayHaveCrossLints } from '../lints/document/cross-entry-lints.ts';
import { NO_LINT_COMMENTS } from '../lints/document/lint-comments.ts';
import type { PartAnalysis } from './entry-analysis.ts';

/** A set of bits. */
export type Marks = number;

export const NOTHING: Marks = 0;
export const TEXT_ERRORS: Marks = 1;
/** Findings whatever the other parts say. */
export const FINDINGS: Marks = 2;
/** Lints of this part alone. */
export const OWN_LINTS: Marks = 4;
/** Comments about lints, or nothing at all that such a comment above it could be about. */
export const LINT_COMMENTS: Marks = 8;
/** An entry that lints may have something to say about because of others. */
export const CROSS_LINTS: Marks = 16;
/** Text errors that may hide an entry, or its id. */
export const HIDDEN_ENTRIES: Marks = 32;

/** @param hidesEntries there may be more entries than these, were it not for text errors */
export function marksOf(
  { textErrors, entries, lints, lintComments }: PartAnalysis,
  hidesEntries: boolean,
): Marks {
  const hasErrors = textErrors.length > 0;
  let marks = hasErrors ? TEXT_ERRORS | FINDINGS : NOTHING;
  if (hidesEntries) marks |= HIDDEN_ENTRIES;
  if (lints.length > 0) marks |= OWN_LINTS;
  if (lintComments !== NO_LINT_COMMENTS || entries.length === 0) marks |= LINT_COMMENTS;
  for (const entry of entries) {
    if (entry.beforeReferences.length > 0 || entry.afterReferences.length > 0) marks |= FINDINGS;
    if (entry.lints.length > 0) marks |= OWN_LINTS;
    if (mayHaveCrossLints(entry)) marks |= CROSS_LINTS;
  }
  return marks;
}
