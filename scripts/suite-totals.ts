// The totals of a suite of tests, which its reporter leaves in a file for the summary of all.

import fs from 'node:fs';

export interface SuiteTotals {
  readonly passed: number;
  readonly failed: number;
  /** Full titles. */
  readonly skipped: readonly string[];
}

/** Undefined if there is no such file: the suite has not ended. */
export function readTotals(file: string): SuiteTotals | undefined {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

export function writeTotals(file: string, totals: SuiteTotals): void {
  fs.writeFileSync(file, JSON.stringify(totals));
}
