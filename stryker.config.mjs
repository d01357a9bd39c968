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
    // In process, for a mutant lives in the process of the tests: a CLI or a server of its own would not see it.
    spec: ['test/{config,schedule,engine,host,task,language}/**/*.test.ts'],
  },
  coverageAnalysis: 'perTest',
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
