// How many findings there are of each severity.

import type { Severity } from '../text/code-table.ts';

/** Worst first. */
export const SEVERITIES = [
  'error',
  'warning',
  'information',
  'hint',
] as const satisfies readonly Severity[];

export type FindingCounts = Readonly<Record<Severity, number>>;

export function noFindings(): Record<Severity, number> {
  return { error: 0, warning: 0, information: 0, hint: 0 };
}

export function totalOf(counts: FindingCounts): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}
