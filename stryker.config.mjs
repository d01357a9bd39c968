// One part of mutation testing, for test/mutation/mutate.ts: whether the unit tests notice a changed line.

import { fileURLToPath } from 'node:url';
import './test/mutation/mocha-extensions.cjs';
import { partNamed, resultsOf } from './test/mutation/parts.ts';

const extensions = fileURLToPath(new URL('test/mutation/mocha-extensions.cjs', import.meta.url));
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(extensions)}`;

const { name, mutate, spec } = partNamed(process.env.MUTATED_PART ?? 'engine');

export default {
  mutate: [mutate],
  plugins: ['@stryker-mutator/mocha-runner', './test/mutation/held-sentences.ts'],
  ignorers: ['held-sentences'],
  testRunner: 'mocha',
  mochaOptions: {
    spec,
    require: [
      './test/mutation/exact-titles.cjs',
      './test/mutation/first-counterexample.cjs',
      './test/mutation/run-by-tests.cjs',
      './test/mutation/short-waits.cjs',
    ],
    ignore: [
      // Those about sources as text would see Stryker's.
      'test/config/document/internal-error.test.ts',
      // A week of an engine, which on a busy machine takes longer than a test may here.
      'test/engine/memory-over-time.test.ts',
      // Of other parts these take long, and find out nothing: they compare two documents that the same mutant has read, or
      // look at how many findings there are.
      ...(name === 'config/document'
        ? []
        : ['test/config/document/{limits,project-config-document,worst-findings}.test.ts']),
    ],
    // The others take long, and find out about time or one limit alone.
    grep: '^(?!.* linear time|.* 10 MB )',
  },
  coverageAnalysis: 'perTest',
  // What stands in a table at the top of a file would take a process of its own for each mutant.
  ignoreStatic: true,
  // What neither the file nor the tests of a mutant have changed is known from the last run.
  incremental: true,
  incrementalFile: `${resultsOf(name)}/incremental.json`,
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: `${resultsOf(name)}/report.json` },
  clearTextReporter: { logTests: false, reportTests: false },
  tempDirName: 'out/stryker',
  ignorePatterns: ['out', 'dist', 'images', '.wireit', '*.vsix'],
  disableTypeChecks: false,
  // There is none: Stryker would rewrite it by an API that TypeScript 7 no longer has.
  tsconfigFile: 'out/tsconfig.json',
};
