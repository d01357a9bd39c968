import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quotedValue } from '../../src/golang/quoted-value.ts';

describe('quotedValue', () => {
  const table: [value: string, shown: string][] = [
    ['', '""'],
    ['a b', '"a b"'],
    ['日本', '"日本"'],
    ['say "x"\\', '"say \\"x\\"\\\\"'],
    ['a\r\n\tb\x1b[31m', '"a\\r\\n\\tb\\x1b[31m"'],
    ['\u202e\u200b\ufeff\u2028', '"\\u202e\\u200b\\ufeff\\u2028"'],
    ['\udcc3\udca9', '"\\xc3\\xa9"'],
    ['x'.repeat(60), `"${'x'.repeat(60)}"`],
    ['x'.repeat(61), `"${'x'.repeat(60)}"…`],
    [`${'x'.repeat(59)}😀`, `"${'x'.repeat(59)}"…`],
  ];
  for (const [value, shown] of table) {
    it(`${JSON.stringify(value.slice(0, 20))} as ${shown.slice(0, 20)}`, () =>
      assert.equal(quotedValue(value), shown));
  }

  it('is one line of printable text, not much longer than the limit', () => {
    const hostile = fc.string({ unit: fc.nat(0xffff).map((c) => String.fromCharCode(c)) });
    fc.assert(
      fc.property(hostile, fc.integer({ min: 0, max: 100 }), (part, times) => {
        const shown = quotedValue(part.repeat(times));
        assert.doesNotMatch(shown, /[\p{C}\p{Zl}\p{Zp}]/u);
        assert.ok(shown.length <= 60 * '\\u0000'.length + 3);
      }),
    );
  });
});
