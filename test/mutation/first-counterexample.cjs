// Loaded by Stryker's runner for mocha: a mutant is caught by a counterexample; nobody looks for a smaller one.
const fc = require('fast-check');

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
