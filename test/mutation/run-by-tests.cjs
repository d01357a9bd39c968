// Loaded by Stryker's runner for mocha: what is run by tests is run by tests, even if it runs while they are loaded, too.
// Stryker would start a process of its own for each such mutant, and then switch it on for the tests alone.

/** @typedef {Record<string, number>} Hits of mutants, by their ids */

exports.mochaHooks = {
  afterAll() {
    /** @type {{ mutantCoverage?: { static: Hits, perTest: Record<string, Hits> } } | undefined} */
    const stryker = Reflect.get(globalThis, '__stryker__');
    const { static: onLoad = {}, perTest = {} } = stryker?.mutantCoverage ?? {};
    for (const hits of Object.values(perTest)) {
      for (const id of Object.keys(hits)) delete onLoad[id];
    }
  },
};
