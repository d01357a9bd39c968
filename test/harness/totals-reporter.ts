// A mocha reporter that prints as `spec` does, and leaves the totals in a file for scripts/test.ts to add up.

import Mocha, { type MochaOptions, type Runner } from 'mocha';
import { writeTotals } from '../../scripts/suite-totals.ts';

/** Begins each line of a report that comes mixed with what an editor logs. */
export const REPORT_PREFIX = '[mocha] ';

/** Takes the path of the file as the reporter option `output`; without it, leaves nothing. */
export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const { output } = (options.reporterOptions ?? {}) as { output?: string };
    if (output === undefined) return;
    const skipped: string[] = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      writeTotals(output, { passed: passes, failed: failures, skipped });
    });
  }
}
