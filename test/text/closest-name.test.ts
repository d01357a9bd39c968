import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closestName, nameMeant } from '../../src/text/closest-name.ts';

describe('the closest name', () => {
  const table: [what: string, name: string, candidates: string[], closest: string | undefined][] = [
    ['a letter too few', 'shedule', ['id', 'schedule'], 'schedule'],
    ['a letter too many', 'jobs', ['job', 'trigger'], 'job'],
    ['another letter', 'nood', ['noop'], 'noop'],
    ['two letters swapped', 'biuld', ['build', 'bald'], 'build'],
    ['other case', 'READER', ['reader'], 'reader'],
    ['other ends', 'xschedulex', ['schedule'], 'schedule'],
    ['the same', 'id', ['id'], 'id'],
    ['nothing is close', 'abc', ['xyz', 'abcdefgh'], undefined],
    ['too much for so short a name', 'ab', ['cd'], undefined],
    ['every letter replaced', 'a', ['b'], undefined],
    ['the closest, not the first', 'linux-rel', ['linux-dev', 'linux-re'], 'linux-re'],
    ['of equals the first in the alphabet', 'job-3', ['job-2', 'job-1'], 'job-1'],
    ['no candidates', 'a', [], undefined],
    ['nothing to go by', '', ['a'], undefined],
  ];
  for (const [what, name, candidates, closest] of table) {
    it(what, () => assert.equal(closestName(name, candidates), closest));
  }

  it('is what a plain reckoning of all distances says', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', 'b', 'c'), maxLength: 14 });
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), (name, candidates) => {
        const limit = Math.min(Math.max(1, Math.floor(name.length / 3)), 4);
        const close = candidates
          .map((candidate) => ({ candidate, distance: distanceOf(name, candidate) }))
          .filter(({ distance }) => distance <= limit && distance < name.length)
          .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
        assert.equal(closestName(name, candidates), close[0]?.candidate);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Optimal string alignment distance by its definition. */
function distanceOf(longA: string, longB: string): number {
  const [a, b] = [longA.toLowerCase(), longB.toLowerCase()];
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same, swap);
      table[i]?.splice(j, 1, best);
    }
  }
  return at(a.length, b.length);
}

describe('the name that is meant', () => {
  const table: [what: string, name: string, candidates: string[], meant: string | undefined][] = [
    ['the closest, if there is one', 'shedule', ['id', 'schedule'], 'schedule'],
    [
      'the only one that begins so',
      'GREEDY',
      ['GREEDY_BATCHING', 'NEWEST_FIRST'],
      'GREEDY_BATCHING',
    ],
    ['in any case', 'newest', ['GREEDY_BATCHING', 'NEWEST_FIRST'], 'NEWEST_FIRST'],
    ['not one of several', 'max', ['max_batch_size', 'max_concurrent_invocations'], undefined],
    ['not by two letters', 'sc', ['schedule', 'realm'], undefined],
    ['nothing to go by', '', ['a'], undefined],
  ];
  for (const [what, name, candidates, meant] of table) {
    it(what, () => assert.equal(nameMeant(name, candidates), meant));
  }
});
