import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expandMacros, MACRO_NAMES } from '../../src/schedule/cron-macros.ts';

describe('expandMacros (schedule.md C1)', () => {
  const cases: [source: string, text: string][] = [
    ['@yearly', '0 0 0 1 1 * *'],
    ['@annually', '0 0 0 1 1 * *'],
    ['@monthly', '0 0 0 1 * * *'],
    ['@weekly', '0 0 0 * * 0 *'],
    ['@daily', '0 0 0 * * * *'],
    ['@hourly', '0 0 * * * * *'],
    ['x@hourlyly', 'x0 0 * * * * *ly'],
    ['@@daily@weekly', '@0 0 0 * * * *0 0 0 * * 0 *'],
    ['@Daily @reboot daily', '@Daily @reboot daily'],
    ['', ''],
  ];
  for (const [source, text] of cases) {
    it(`${JSON.stringify(source)} → ${JSON.stringify(text)}`, () => {
      assert.equal(expandMacros(source).text, text);
    });
  }

  it('knows where everything comes from', () => {
    const literal = fc.string({ maxLength: 5 }).map((text) => text.replaceAll('@', ''));
    const source = fc.tuple(literal, fc.constantFrom(...MACRO_NAMES), literal, literal);
    fc.assert(
      fc.property(source, ([before, macro, between, after]) => {
        const text = before + macro + between + macro + after;
        const expanded = expandMacros(text);
        const starts = [before.length, (before + macro + between).length];
        for (let i = 0; i < expanded.text.length; i++) {
          const { start, end } = expanded.sourceSpan({ start: i, end: i + 1 });
          if (end - start === 1) assert.equal(text[start], expanded.text[i]);
          else assert.ok(starts.includes(start) && text.slice(start, end) === macro);
        }
        const all = expanded.sourceSpan({ start: 0, end: expanded.text.length });
        assert.deepEqual(all, { start: 0, end: text.length });
      }),
    );
  });
});
