// A mocha reporter that prints as `spec` does, and leaves the totals in a file for scripts/test.ts to add up.

import fs from 'node:fs';
import Mocha, { type MochaOptions, type Runner } from 'mocha';

/** Begins each line of a report that comes mixed with what an editor logs. */
export const REPORT_PREFIX = '[mocha] ';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Full titles. */
  readonly skipped: readonly string[];
}

/** Takes the path of the file as the reporter option `output`. */
export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    const skipped: string[] = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      const totals: Totals = { passed: passes, failed: failures, skipped };
      fs.writeFileSync(output, JSON.stringify(totals));
    });
  }
}
