import assert from 'node:assert/strict';
import { compareTriggers } from '../../src/engine/trigger-order.ts';

describe('the order of triggers (engine.md T6)', () => {
  type Row = readonly [id: string, created: number, orderInBatch: number];
  const cases: [what: string, oldestFirst: readonly Row[]][] = [
    [
      'by time of creation first',
      [
        ['b', 1, 9],
        ['a', 2, 0],
      ],
    ],
    [
      'by microseconds, too',
      [
        ['b', 1_442_270_520_000.001, 9],
        ['a', 1_442_270_520_000.002, 0],
      ],
    ],
    [
      'before the epoch, too',
      [
        ['b', -2, 9],
        ['a', -1, 0],
        ['0', 0, 0],
      ],
    ],
    [
      'then by place in the batch',
      [
        ['c', 1, -1],
        ['b', 1, 0],
        ['a', 1, 1],
        ['0', 1, 10],
      ],
    ],
    [
      'then by id',
      [
        ['a', 1, 0],
        ['a-', 1, 0],
        ['ab', 1, 0],
        ['b', 1, 0],
      ],
    ],
    [
      'of ids by their bytes',
      [
        ['B', 1, 0],
        ['a', 1, 0],
        ['é', 1, 0],
        ['～', 1, 0],
        ['😀', 1, 0],
      ],
    ],
  ];
  for (const [what, rows] of cases) {
    it(`is ${what}`, () => {
      const triggers = rows.map(([id, created, orderInBatch]) => ({ id, created, orderInBatch }));
      assert.deepEqual(triggers.toReversed().sort(compareTriggers), triggers);
      assert.deepEqual(triggers.toSorted(compareTriggers), triggers);
    });
  }
});
