// Loaded by Stryker's runner for mocha, which sets no time limits: a test waits in vain for what a mutant does not do, and
// Stryker then ends the whole process, which is to load all tests again.

/** Of tests that wait; no time is a limit for those that compute. On a busy machine `SLOWDOWN=4` makes it longer. */
const LIMIT_MS = 5000 * Number(process.env['SLOWDOWN'] ?? 1);

exports.mochaHooks = {
  /** @this {import('mocha').Context} */
  beforeEach() {
    const test = this.currentTest;
    if (test?.fn?.constructor.name === 'AsyncFunction') test.timeout(LIMIT_MS);
  },
};
