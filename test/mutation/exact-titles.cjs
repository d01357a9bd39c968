// Loaded by Stryker's runner for mocha, which picks the tests of a mutant by one regular expression of all their titles;
// with thousands of tests, to match each title against it takes longer than the tests.
const Mocha = require('mocha');

const { grep } = Mocha.prototype;

/** @param {RegExp | string} filter */
Mocha.prototype.grep = function exactTitles(filter) {
  const { source } = new RegExp(filter);
  if (!source.startsWith('(^') || !source.endsWith('$)')) return grep.call(this, filter);
  const titles = new Set(source.slice('(^'.length, -'$)'.length).split('$)|(^').map(unescaped));
  return grep.call(this, { test: (/** @type {string} */ title) => titles.has(title) });
};

/** @param {string} pattern of one title, in which nothing but escapes stands for anything else */
function unescaped(pattern) {
  return pattern.replace(/\\(u[0-9a-f]{4}|.)/g, (_, /** @type {string} */ escaped) => {
    if (escaped === 'n') return '\n';
    if (escaped === 'r') return '\r';
    return escaped.length > 1
      ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
      : escaped;
  });
}
