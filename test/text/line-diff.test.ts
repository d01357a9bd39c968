import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineChanges, linesOf } from '../../src/text/line-diff.ts';
import { assertLinearTime } from '../linear-time.ts';

/** `after`, made of `before` by the changes. */
function applied(before: string, after: string): string {
  const lines = linesOf(before);
  let from = 0;
  const pieces: string[] = [];
  for (const { start, end, lines: by } of lineChanges(before, after)) {
    assert.ok(start >= from && end >= start && end <= lines.length);
    pieces.push(...lines.slice(from, start), ...by);
    from = end;
  }
  return [...pieces, ...lines.slice(from)].join('');
}

describe('lineChanges', () => {
  const table: [before: string, after: string, ...changes: string[]][] = [
    ['', ''],
    ['a\n', 'a\n'],
    ['a\nb\nc\n', 'a\nc\n', '1-2 by '],
    ['a\nc\n', 'a\nb\nc\n', '1-1 by b'],
    ['a\nb\nc\nd\ne\n', 'a\nB\nc\nd\nE\n', '1-2 by B', '4-5 by E'],
    ['a\nb\nc\n', 'A\nb\nC\n', '0-1 by A', '2-3 by C'],
    ['a', 'a\n', '0-1 by a'],
    ['', 'a', '0-0 by a'],
  ];
  for (const [before, after, ...changes] of table) {
    it(`${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      assert.deepEqual(
        lineChanges(before, after).map(
          ({ start, end, lines }) => `${start}-${end} by ${lines.join('').replaceAll('\n', '')}`,
        ),
        changes,
      );
    });
  }

  it('make one text into the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '\n', '\n', '\r\n'))
      .map((x) => x.join(''));
    fc.assert(fc.property(text, text, (a, b) => assert.equal(applied(a, b), b)));
  });

  it('do so where nothing is the same for many lines', () => {
    const [a, b] = ['a\n', 'b\n'].map((line) => line.repeat(1000));
    assert.equal(applied(`x\n${a}y\n`, `x\n${b}y\n`), `x\n${b}y\n`);
    assert.equal(lineChanges(`x\n${a}y\n`, `x\n${b}y\n`).length, 1);
  });

  it('takes time linear in the number of lines', () => {
    assertLinearTime(
      60_000,
      (size) => Array.from({ length: size }, (_, i) => `line ${i}\n`),
      (lines) => {
        const changed = lines.map((line, i) => (i % 10 === 0 ? `${i}\n` : line));
        lineChanges(lines.join(''), changed.join(''));
      },
    );
  });
});
