// All checks and tests: `node scripts/test.ts [STAGE]...`. Without a name, every stage in the order below; the first
// to fail is the last to run. The last line of the output is `N passed, N failed, N skipped`, and CI reads it.

import fs from 'node:fs';
import path from 'node:path';
import { packageExtension } from './package.ts';
import { OUT, ROOT } from './paths.ts';
import { seconds } from './progress.ts';
import { runCommand } from './run-command.ts';
import { runScript, ScriptError } from './run-script.mjs';
import { runEditorTests } from './test-editor.ts';
import type { Totals } from './totals-reporter.ts';

/** Rejects if something is wrong. A suite leaves its totals in the file that it is told. */
type Stage =
  | { readonly check: () => Promise<unknown> }
  | { readonly suite: (totalsFile: string) => Promise<unknown> };

const STAGES: Readonly<Record<string, Stage>> = {
  schema: { check: () => import('./generate-schema.ts') },
  types: { check: () => tool('tsc', '--build') },
  lint: { check: () => tool('biome', 'check').then(() => tool('knip')) },
  package: { check: packageExtension },
  unit: mocha('test/**/*.test.ts', '--ignore', 'test/{editor,e2e,fuzz,package}/**'),
  fuzz: mocha('test/fuzz/*.fuzz.ts', '--timeout', '300000'),
  vsix: mocha('test/package/*.test.ts'),
  editor: { suite: runEditorTests },
  e2e: mocha('test/e2e/*.test.ts', '--timeout', '180000'),
};

interface Outcome {
  readonly name: string;
  /** In ms; undefined if the stage did not run. */
  readonly duration?: number;
  readonly error?: unknown;
  readonly totals?: Totals | undefined;
}

await runScript(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(STAGES);
  // A run of everything is the same each time; `npm run fuzz` goes on looking.
  if (process.argv.length === 2) process.env['FUZZ_SEED'] ??= '1';
  const outcomes: Outcome[] = [];
  for (const name of names) {
    const failed = outcomes.some(({ error }) => error);
    outcomes.push(failed ? { name } : await runStage(name));
  }
  report(outcomes);
});

async function runStage(name: string): Promise<Outcome> {
  const stage = STAGES[name];
  if (!stage)
    throw new ScriptError(`No stage ${name}. They are: ${Object.keys(STAGES).join(', ')}`);
  console.log(`\n── ${name}`);
  const totalsFile = path.join(OUT, `test-${name}.json`);
  fs.mkdirSync(OUT, { recursive: true });
  fs.rmSync(totalsFile, { force: true });
  const started = performance.now();
  let error: unknown;
  try {
    await ('check' in stage ? stage.check() : stage.suite(totalsFile));
  } catch (thrown) {
    error = thrown;
  }
  const duration = performance.now() - started;
  if ('check' in stage) return { name, duration, error };
  const totals = readTotals(totalsFile);
  if (!totals) error ??= new ScriptError('The suite ended before its time.');
  else if (totals.passed + totals.failed === 0) error ??= new ScriptError('No test ran.');
  else if (totals.failed > 0) error ??= new ScriptError('Tests failed.');
  return { name, duration, error, totals };
}

function readTotals(file: string): Totals | undefined {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

/** Prints what came of each stage, and the sum. */
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
  }
  for (const { name, totals } of outcomes) {
    for (const title of totals?.skipped ?? []) console.log(`  skipped in ${name}: ${title}`);
  }
  for (const { name, error } of outcomes) {
    if (error) console.log(`\n${name}: ${describe(error)}`);
  }
  if (sum.failed > 0 || sum.passed === 0) process.exitCode = 1;
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
}

/** A stack trace only where the fault may be in these scripts. */
function describe(error: unknown): string {
  if (error instanceof ScriptError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The suite of the test files that these arguments of mocha's name. */
function mocha(...args: readonly string[]): Stage {
  return {
    suite: (totalsFile) =>
      tool(
        'mocha',
        '--forbid-only',
        ...[
          '--reporter',
          'scripts/totals-reporter.ts',
          '--reporter-option',
          `output=${totalsFile}`,
        ],
        ...args,
      ),
  };
}

/** Runs a program of node_modules, showing what it prints. */
function tool(name: string, ...args: readonly string[]): Promise<void> {
  return runCommand(path.join(ROOT, 'node_modules/.bin', name), args, {
    cwd: ROOT,
    output: 'show',
  });
}
