// Entry point of the tests in this folder, which run with mocha inside an extension host.

import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import TotalsReporter, { REPORT_PREFIX } from '../harness/totals-reporter.ts';

/** Called by VS Code. @throws Error if a test fails */
export async function run(): Promise<void> {
  const output = process.env['LUCI_SCHEDULER_TEST_TOTALS'];
  if (!output) throw new Error('LUCI_SCHEDULER_TEST_TOTALS must name a file');
  Mocha.reporters.Base.consoleLog = (...data) => console.log(REPORT_PREFIX + format(...data));
  const mocha = new Mocha({
    ui: 'bdd',
    // A language server starts first, and a test waits more than once (see PATIENCE in demo-document.ts).
    timeout: 150_000,
    forbidOnly: true,
    reporter: TotalsReporter,
    reporterOptions: { output },
  });
  for (const name of fs.readdirSync(__dirname)) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
