// A mocha reporter that prints as `spec` does and then the slowest files, and leaves the totals in a file for
// scripts/test.ts to add up.

import path from 'node:path';
import Mocha, { type MochaOptions, type Runner } from 'mocha';
import { seconds } from '../../scripts/progress.ts';
import { writeTotals } from '../../scripts/suite-totals.ts';

/** Begins each line of a report that comes mixed with what an editor logs. */
export const REPORT_PREFIX = '[mocha] ';

/** How many are named. */
const SLOWEST = 8;

/** @param durations of the tests of each file, in ms, without hooks and what it takes to load the file */
function* slowest(durations: ReadonlyMap<string, number>): Generator<string> {
  const files = [...durations].sort(([, a], [, b]) => b - a).slice(0, SLOWEST);
  if (files.length > 1) yield '  slowest files:';
  for (const [file, duration] of files.length > 1 ? files : []) {
    yield `  ${seconds(duration).padStart(8)}  ${path.relative(process.cwd(), file)}`;
  }
}

/** Takes the path of the file as the reporter option `output`; without it, leaves nothing. */
export default class TotalsReporter extends Mocha.reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const { output } = (options.reporterOptions ?? {}) as { output?: string };
    if (output === undefined) return;
    const skipped: string[] = [];
    const durations = new Map<string, number>();
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.on('test end', ({ file = '', duration = 0 }) => {
      durations.set(file, (durations.get(file) ?? 0) + duration);
    });
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      for (const line of slowest(durations)) Mocha.reporters.Base.consoleLog(line);
      writeTotals(output, { passed: passes, failed: failures, skipped });
    });
  }
}
