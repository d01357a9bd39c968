import assert from 'node:assert/strict';
import { fullRef } from '../../../src/task/gitiles/full-ref.ts';

describe('fullRef', () => {
  const cases = [
    ['main', 'refs/heads/main'],
    ['a/b', 'refs/heads/a/b'],
    ['refs/tags/v1', 'refs/tags/v1'],
    ['refsx', 'refs/heads/refsx'],
  ] as const;
  for (const [name, full] of cases) {
    it(`${name} is ${full}`, () => assert.equal(fullRef(name), full));
  }
});
