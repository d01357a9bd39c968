// Loaded before Stryker's runner for mocha, which asks for files of mocha without their extension; since mocha 12 that
// is .cjs, which Node tries only if it is told.
const { Module } = require('node:module');

Module._extensions['.cjs'] ??= Module._extensions['.js'];
