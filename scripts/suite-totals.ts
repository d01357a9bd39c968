// The totals of a suite of tests, which its reporter leaves in a file for the summary of all.

import fs from 'node:fs';
import path from 'node:path';

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
  // A suite may be run by itself, and be the first thing that ever was.
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(totals));
}
