import assert from 'node:assert/strict';
import fc from 'fast-check';
import { occurrences, placesIn } from '../../../client/panel/occurrences.ts';

const TABLE: [text: string, wanted: string, found: [number, number][]][] = [
  [
    'abcabc',
    'b',
    [
      [1, 2],
      [4, 5],
    ],
  ],
  [
    'aaaa',
    'aa',
    [
      [0, 2],
      [2, 4],
    ],
  ],
  ['Status: FAILED', 'failed', [[8, 14]]],
  ['a.b', '.', [[1, 2]]],
  ['(x)[y]{z}', '[y]{', [[3, 7]]],
  ['a\\b/c-d', '\\b/c-', [[1, 6]]],
  ['İx', 'x', [[1, 2]]],
  [
    '😀😀',
    '😀',
    [
      [0, 2],
      [2, 4],
    ],
  ],
  ['abc', '', []],
  ['abc', 'd', []],
];

describe('occurrences', () => {
  for (const [text, wanted, found] of TABLE) {
    it(`of ${JSON.stringify(wanted)} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(occurrences(text, wanted), found);
    });
  }

  it('are no more than asked for', () => {
    assert.equal(occurrences('a'.repeat(100), 'a', 7).length, 7);
  });

  it('of any text are found, and do not overlap', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (around, wanted) => {
        const found = occurrences(around + wanted + around, wanted);
        assert.ok(found.length > 0);
        assert.deepEqual(
          found.flat(),
          found.flat().sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('places in parts of a text', () => {
  it('are at the end of the part before, or at the start of the one after', () => {
    const place = placesIn([2, 0, 3]);
    const asked: [number, 'before' | 'after'][] = [
      [0, 'after'],
      [1, 'before'],
      [2, 'before'],
      [2, 'after'],
      [4, 'before'],
      [5, 'before'],
      [5, 'after'],
    ];
    assert.deepEqual(
      asked.map(([offset, side]) => Object.values(place(offset, side))),
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [2, 0],
        [2, 2],
        [2, 3],
        [2, 3],
      ],
    );
  });

  it('of no parts are nowhere else', () => {
    assert.deepEqual(placesIn([])(0, 'after'), { part: 0, offset: 0 });
  });
});
