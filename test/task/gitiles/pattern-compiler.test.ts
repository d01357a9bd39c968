// The compiler of a gitiles task's patterns: the same answers as that of patterns, given once.

import assert from 'node:assert/strict';
import { compileRegexp } from '../../../src/golang/regexp/regexp.ts';
import type { GitilesTask } from '../../../src/schema/generated/messages.ts';
import { patternCompilerOf } from '../../../src/task/gitiles/pattern-compiler.ts';

function task(): GitilesTask {
  return { repo: '', refs: [], pathRegexps: [], pathRegexpsExclude: [] };
}

describe('The compiler of the patterns of a task', () => {
  for (const pattern of ['', 'src/.+', '(a|b)', '(', 'constructor', '__proto__']) {
    it(`answers once about "${pattern}"`, () => {
      const one = task();
      const compiled = patternCompilerOf(one)(pattern);
      assert.equal(compiled.ok, compileRegexp(pattern).ok);
      assert.equal(patternCompilerOf(one)(pattern), compiled);
      assert.notEqual(patternCompilerOf(task())(pattern), compiled);
    });
  }
});
