import assert from 'node:assert/strict';
import { differences } from './differences.ts';

describe('differences of JSON values', () => {
  const cases: [expected: unknown, got: unknown, ...found: string[]][] = [
    [1, 1],
    [null, null],
    [
      { a: 1, b: [2, 3] },
      { b: [2, 3], a: 1 },
    ],
    [1, '1', ': 1 → "1"'],
    [0, -1, ': 0 → -1'],
    [null, {}, ': null → {}'],
    [[], {}, ': [] → {}'],
    [{ a: { b: [1, 2] } }, { a: { b: [1, 3] } }, 'a.b[1]: 2 → 3'],
    [[1, 2], [1], '[1]: 2 → nothing'],
    [[1], [1, 2], '[1]: nothing → 2'],
    [{ a: 1 }, {}, 'a: 1 → nothing'],
    [{}, { a: null }, 'a: nothing → null'],
    [{}, { toString: 1 }, 'toString: nothing → 1'],
    [{ a: [{ b: 1 }], c: 2 }, { a: [{ b: 3 }], c: 4 }, 'a[0].b: 1 → 3', 'c: 2 → 4'],
  ];
  for (const [expected, got, ...found] of cases) {
    it(`${text(expected)} and ${text(got)}: ${found.join('; ') || 'none'}`, () => {
      const all = differences(expected, got);
      assert.deepEqual(
        all.map((one) => `${one.path}: ${text(one.expected)} → ${text(one.got)}`),
        found,
      );
    });
  }
});

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
