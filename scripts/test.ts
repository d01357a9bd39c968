// All checks and tests: `node scripts/test.ts [SUITE]...`. Without a name, the checks and every suite in the order below;
// the first to fail is the last to run. What each needs and how it is run stands in package.json, under "wireit". The last
// line of the output is `N passed, N failed, N skipped`, and CI reads it.

import fs from 'node:fs';
import path from 'node:path';
import { OUT, ROOT } from './paths.ts';
import { seconds } from './progress.ts';
import { runCommand } from './run-command.ts';
import { runScript, ScriptError } from './run-script.mjs';
import { readTotals, type SuiteTotals } from './suite-totals.ts';

const SUITES = ['unit', 'fuzz', 'vsix', 'editor', 'e2e'];

interface Outcome {
  readonly name: string;
  /** In ms; undefined if it did not run. */
  readonly duration?: number;
  readonly error?: unknown;
  /** Absent if nothing is counted, or the suite ended before its time. */
  readonly totals?: SuiteTotals | undefined;
}

await runScript(async () => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !SUITES.includes(name));
  if (unknown) throw new ScriptError(`No suite ${unknown}. They are: ${SUITES.join(', ')}`);
  // A run of everything is the same each time; `npm run fuzz` goes on looking.
  if (named.length === 0) process.env['FUZZ_SEED'] ??= '1';
  const outcomes: Outcome[] = [];
  for (const name of named.length > 0 ? named : ['checks', ...SUITES]) {
    const failed = outcomes.some(({ error }) => error);
    outcomes.push(failed ? { name } : await run(name));
  }
  report(outcomes);
});

async function run(name: string): Promise<Outcome> {
  console.log(`\n── ${name}`);
  const isSuite = name !== 'checks';
  const totalsFile = path.join(OUT, 'totals', `${name}.json`);
  fs.mkdirSync(path.dirname(totalsFile), { recursive: true });
  fs.rmSync(totalsFile, { force: true });
  const started = performance.now();
  let error: unknown;
  try {
    const script = isSuite ? `suite:${name}` : name;
    await runCommand('npm', ['run', '--silent', script], { cwd: ROOT, output: 'show' });
  } catch (thrown) {
    error = thrown;
  }
  const duration = performance.now() - started;
  if (!isSuite) return { name, duration, error };
  const totals = readTotals(totalsFile);
  if (!totals) error ??= new ScriptError('The suite ended before its time.');
  else if (totals.passed + totals.failed === 0) error ??= new ScriptError('No test ran.');
  else if (totals.failed > 0) error ??= new ScriptError('Tests failed.');
  return { name, duration, error, totals };
}

/** Prints what came of each, and the sum. */
function report(outcomes: readonly Outcome[]): void {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  console.log('\n── summary');
  for (const { name, duration, error, totals } of outcomes) {
    const { passed = 0, failed = 0, skipped = [] } = totals ?? {};
    sum.passed += passed;
    sum.skipped += skipped.length;
    // A check that fails, or a suite that breaks off, is a failure that no test reports.
    sum.failed += error && failed === 0 ? 1 : failed;
    const verdict = duration === undefined ? 'not run' : error ? 'FAILED' : 'ok';
    const time = duration === undefined ? '' : seconds(duration);
    const counts = totals ? `${passed} passed, ${failed} failed, ${skipped.length} skipped` : '';
    console.log(
      `  ${name.padEnd(8)} ${verdict.padEnd(7)} ${time.padStart(8)}  ${counts}`.trimEnd(),
    );
    for (const title of skipped) console.log(`  skipped in ${name}: ${title}`);
  }
  if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1;
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
}
