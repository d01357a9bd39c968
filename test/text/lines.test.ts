import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countLines, lineStarts, offsetAt, positionAt } from '../../src/text/lines.ts';

describe('lines', () => {
  it('end at LF, CR and CR LF, as in LSP', () => {
    assert.deepEqual(lineStarts('a\nb\r\n\rc'), [0, 2, 5, 6]);
    assert.deepEqual(lineStarts(''), [0]);
    assert.deepEqual(lineStarts('\n'), [0, 1]);
  });

  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', 'é'), maxLength: 20 });

  it('are as many as there are starts', () => {
    fc.assert(fc.property(text, (t) => assert.equal(countLines(t), lineStarts(t).length - 1)));
  });

  it('give each offset a position and take it back', () => {
    fc.assert(
      fc.property(text, fc.nat(), (t, n) => {
        const offset = n % (t.length + 1);
        const back = offsetAt(t, lineStarts(t), positionAt(lineStarts(t), offset));
        // LSP has no position between CR and LF.
        const isInside = t[offset - 1] === '\r' && t[offset] === '\n';
        assert.equal(back, isInside ? offset - 1 : offset);
      }),
    );
  });

  const clamped: [what: string, line: number, character: number, offset: number][] = [
    ['beyond its line', 0, 9, 2],
    ['beyond the text', 9, 0, 6],
    ['before the text', -1, 4, 0],
    ['before its line', 1, -3, 4],
  ];
  for (const [what, line, character, offset] of clamped) {
    it(`take a position ${what} for the nearest one there is`, () => {
      assert.equal(offsetAt('ab\r\ncd', lineStarts('ab\r\ncd'), { line, character }), offset);
    });
  }
});
