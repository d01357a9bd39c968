import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  comparePositions,
  containsPosition,
  containsRange,
  ordered,
  type Position,
} from '../../src/text/range.ts';

const position = fc.record({ line: fc.nat(3), character: fc.nat(3) });
const at = (line: number, character: number): Position => ({ line, character });

describe('ranges', () => {
  it('are put in order, the earlier position first', () => {
    fc.assert(
      fc.property(position, position, (start, end) => {
        const range = ordered({ start, end });
        assert.ok(comparePositions(range.start, range.end) <= 0);
        assert.deepEqual(new Set([range.start, range.end]), new Set([start, end]));
      }),
    );
  });

  const range = { start: at(1, 2), end: at(2, 1) };
  const table: [position: Position, inside: boolean][] = [
    [at(1, 1), false],
    [at(1, 2), true],
    [at(1, 99), true],
    [at(2, 0), true],
    [at(2, 1), true],
    [at(2, 2), false],
    [at(0, 2), false],
  ];
  for (const [p, inside] of table) {
    it(`from 1:2 to 2:1 ${inside ? 'contain' : 'do not contain'} ${p.line}:${p.character}`, () => {
      assert.equal(containsPosition(range, p), inside);
      assert.equal(containsRange(range, { start: range.start, end: p }), inside);
    });
  }
});
