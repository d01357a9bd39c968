// Which refs a poller watches, and which it misses (managers.md 4.2).

import assert from 'node:assert/strict';
import { RefSet } from '../../../src/task/gitiles/ref-set.ts';

interface Row {
  readonly what: string;
  readonly refs: readonly string[];
  readonly prefixes?: readonly string[];
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    what: 'an exact ref is itself',
    refs: ['refs/heads/main', 'refs/heads/team/dev'],
    prefixes: ['refs/heads', 'refs/heads/team'],
    has: ['refs/heads/main', 'refs/heads/team/dev'],
    hasNot: ['refs/heads/mainx', 'refs/heads', 'refs/heads/', 'main', 'HEAD', ''],
  },
  {
    what: 'one pattern alone has to match the whole name',
    refs: ['regexp:refs/heads/rel-\\d+'],
    prefixes: ['refs/heads'],
    has: ['refs/heads/rel-1', 'refs/heads/rel-123'],
    hasNot: ['refs/heads/rel-1x', 'refs/heads/xrel-1', 'refs/heads/rel-', 'x/refs/heads/rel-1'],
  },
  {
    what: 'of two patterns below one prefix the first one is open at its end, the last one at its start',
    refs: ['regexp:refs/heads/a\\d', 'regexp:refs/heads/b\\d'],
    prefixes: ['refs/heads'],
    has: ['refs/heads/a1', 'refs/heads/a1x', 'refs/heads/b1', 'refs/heads/x/refs/heads/b1'],
    hasNot: [
      'refs/heads/xa1',
      'refs/heads/b1x',
      'refs/heads/c1',
      'refs/tags/refs/heads/b1', // Open or not, it has to be below the prefix.
    ],
  },
  {
    what: 'of three patterns the one between is open at both ends',
    refs: ['a', 'b', 'c'].map((letter) => `regexp:refs/heads/${letter}\\d`),
    has: ['refs/heads/x/refs/heads/b1x', 'refs/heads/a1x', 'refs/heads/x/refs/heads/c1'],
    hasNot: ['refs/heads/c1x', 'refs/heads/x/refs/heads/a1'],
  },
  {
    what: 'patterns below different prefixes are whole each',
    refs: ['regexp:refs/heads/a\\d', 'regexp:refs/tags/b\\d'],
    prefixes: ['refs/heads', 'refs/tags'],
    has: ['refs/heads/a1', 'refs/tags/b1'],
    hasNot: ['refs/heads/a1x', 'refs/tags/b1x'],
  },
  {
    what: 'a pattern that is one text alone is that ref, and is not joined',
    refs: ['regexp:refs/heads/rel\\-1', 'regexp:refs/heads/a\\d'],
    has: ['refs/heads/rel-1', 'refs/heads/a1'],
    hasNot: ['refs/heads/a1x', 'refs/heads/rel-12'],
  },
  {
    what: 'the text before the last slash is taken from what all alternatives begin with',
    refs: ['regexp:refs/heads/main|refs/heads/rel-1'],
    prefixes: ['refs/heads'],
    has: ['refs/heads/main', 'refs/heads/rel-1'],
    hasNot: ['refs/heads/mainx'],
  },
  {
    what: 'a pattern never reaches out of its prefix',
    refs: ['regexp:refs/heads/(x|y)|refs/heads/team/.*'],
    prefixes: ['refs/heads'],
    has: ['refs/heads/team/a'],
    hasNot: ['refs/tags/x'],
  },
  {
    what: 'a ref may be below two prefixes',
    refs: ['regexp:refs/heads/.+', 'refs/heads/team/dev'],
    prefixes: ['refs/heads', 'refs/heads/team'],
    has: ['refs/heads/team/dev', 'refs/heads/team/ops'],
  },
  {
    what: 'the same ref many times is one',
    refs: ['refs/heads/main', 'refs/heads/main', 'regexp:refs/heads/main'],
    prefixes: ['refs/heads'],
    has: ['refs/heads/main'],
  },
  { what: 'there may be none', refs: [], prefixes: [], hasNot: ['refs/heads/main', ''] },
];

describe('the refs that a poller watches', () => {
  for (const { what, refs, prefixes, has = [], hasNot = [] } of ROWS) {
    it(what, () => {
      const set = new RefSet(refs);
      if (prefixes) assert.deepEqual(set.prefixes(), prefixes);
      for (const ref of has) assert.ok(set.has(ref), ref);
      for (const ref of hasNot) assert.ok(!set.has(ref), ref);
    });
  }

  it('cannot be told if an unclosed \\Q swallows what joins the patterns (validation.md E12)', () => {
    assert.throws(
      () => new RefSet(['regexp:refs/heads/.*\\Qx']),
      /cannot be used together: .* Add \\E where a \\Q is not closed/,
    );
  });

  const missing: readonly (readonly [refs: string[], there: string[], missing: string[]])[] = [
    [['refs/heads/main'], ['refs/heads/main'], []],
    [['refs/heads/main'], [], ['refs/heads/main']],
    [['regexp:refs/heads/rel\\-1'], [], ['refs/heads/rel-1']],
    [['regexp:refs/heads/a\\d'], ['refs/heads/b1'], ['refs/heads/a\\d']],
    // Watched because the first one is open at its end, and missed because by itself it is not.
    [
      ['regexp:refs/heads/a\\d', 'regexp:refs/heads/b\\d'],
      ['refs/heads/a1x', 'refs/heads/b1'],
      ['refs/heads/a\\d'],
    ],
    // Without a group, each alternative has one anchor.
    [['regexp:refs/heads/x\\d|refs/heads/y\\d'], ['refs/heads/x1z'], []],
  ];
  for (const [refs, there, expected] of missing) {
    it(`misses ${expected.join(', ') || 'nothing'} of ${refs.join(', ')} where there is ${there.join(', ') || 'nothing'}`, () => {
      const found = new RefSet(refs).missing(there);
      assert.deepEqual(
        found.map((one) => (one.kind === 'exact' ? one.ref : one.pattern)),
        expected,
      );
    });
  }
});
