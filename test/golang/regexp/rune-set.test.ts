import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RuneSet } from '../../../src/golang/regexp/rune-set.ts';

const MAX_RUNE = 0x10ffff;

const range = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5 }))
  .map(([low, length]) => ({ low, high: low + length }));

const { set } = fc.letrec<{ set: { set: RuneSet; has: (rune: number) => boolean } }>((tie) => ({
  set: fc.oneof(
    { maxDepth: 5 },
    range.map(({ low, high }) => ({
      set: RuneSet.range(low, high),
      has: (rune: number) => low <= rune && rune <= high,
    })),
    tie('set').map((of) => ({ set: of.set.complement(), has: (rune: number) => !of.has(rune) })),
    fc.tuple(tie('set'), tie('set')).map(([a, b]) => ({
      set: a.set.with(b.set),
      has: (rune: number) => a.has(rune) || b.has(rune),
    })),
    fc.array(tie('set')).map((sets) => ({
      set: RuneSet.union(sets.map((one) => one.set)),
      has: (rune: number) => sets.some((one) => one.has(rune)),
    })),
  ),
}));

/** Runes above 40 are all in a set or all not in it. */
function members(ranges: readonly number[]): boolean[] {
  return Array.from({ length: 41 }, (_, rune) => {
    for (let i = 0; i < ranges.length; i += 2) {
      if ((ranges[i] ?? 0) <= rune && rune <= (ranges[i + 1] ?? 0)) return true;
    }
    return false;
  });
}

describe('RuneSet', () => {
  it('has the runes that it should have, and knows bounds of their number before', () => {
    fc.assert(
      fc.property(set, ({ set, has }) => {
        const { atLeast, atMost, boundsAtMost } = set;
        const { ranges } = set;
        const expected = Array.from({ length: 41 }, (_, rune) => has(rune));
        assert.deepEqual(members(ranges), expected);
        assert.ok(atLeast <= set.atLeast && set.atMost <= atMost && ranges.length <= boundsAtMost);
        const tail = has(40) ? MAX_RUNE - 40 : 0;
        assert.equal(set.atLeast, expected.filter((is) => is).length + tail);
      }),
    );
  });

  it('keeps ranges sorted and apart', () => {
    fc.assert(
      fc.property(set, ({ set }) => {
        const { ranges } = set;
        for (let i = 2; i < ranges.length; i += 2) {
          assert.ok((ranges[i] ?? 0) > (ranges[i - 1] ?? 0) + 1);
        }
      }),
    );
  });

  it('does not change when it is added to', () => {
    const a = RuneSet.range(1, 1).with(RuneSet.range(3, 3));
    const b = a.with(RuneSet.range(5, 5));
    const c = a.with(RuneSet.range(7, 7));
    assert.deepEqual(
      [a.ranges, b.ranges, c.ranges],
      [
        [1, 1, 3, 3],
        [1, 1, 3, 3, 5, 5],
        [1, 1, 3, 3, 7, 7],
      ],
    );
  });

  it('lists its runes if they are few', () => {
    assert.deepEqual(RuneSet.range(1, 2).runesUpTo(2), [1, 2]);
    assert.equal(RuneSet.range(1, 3).runesUpTo(2), undefined);
    assert.deepEqual(RuneSet.ALL.complement().runesUpTo(2), []);
  });
});
