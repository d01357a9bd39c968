// Mutation testing, `npm run mutate [-- --mutate 'src/schedule/**/*.ts']`: whether the unit tests notice a changed line.

import { fileURLToPath } from 'node:url';
import './test/mutation/mocha-extensions.cjs';

const extensions = fileURLToPath(new URL('test/mutation/mocha-extensions.cjs', import.meta.url));
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(extensions)}`;

export default {
  mutate: ['src/{config,schedule,engine}/**/*.ts', 'host/**/*.ts'],
  plugins: ['@stryker-mutator/mocha-runner', './test/mutation/held-sentences.ts'],
  ignorers: ['held-sentences'],
  testRunner: 'mocha',
  mochaOptions: {
    spec: ['test/**/*.test.ts'],
    // A mutant lives in the process of the tests: a CLI, server or editor of its own does not see it; nor do tests about
    // sources as text, which would see Stryker's.
    ignore: [
      'test/{architecture,cli,client,docs,e2e,editor,harness,package,server,syntaxes}/**',
      'test/{config/document/internal-error,linear-time,wording/sentences}.test.ts',
    ],
    // Others take long, and find out about time alone.
    grep: '^(?!.* linear time)',
  },
  coverageAnalysis: 'perTest',
  // What stands in a table at the top of a file would take a process of its own for each mutant.
  ignoreStatic: true,
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 90 },
  reporters: ['clear-text', 'progress', 'json'],
  clearTextReporter: { logTests: false, reportTests: false },
  jsonReporter: { fileName: 'out/mutation.json' },
  tempDirName: 'out/stryker',
  ignorePatterns: ['out', 'dist', 'images', '.wireit', '*.vsix'],
  disableTypeChecks: false,
  // There is none: Stryker would rewrite it by an API that TypeScript 7 no longer has.
  tsconfigFile: 'out/tsconfig.json',
};
