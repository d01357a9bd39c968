import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileRegexp } from '../../../src/golang/regexp/regexp.ts';

describe('the literal suffix of a regular expression', () => {
  const table: [pattern: string, suffix: string][] = [
    ['abc', 'abc'],
    ['', ''],
    ['a.*b/', 'b/'],
    ['a(?:b|c)d', 'd'],
    ['a(b)c', 'abc'],
    ['ab*', ''],
    ['(?:ab)+', 'ab'],
    ['x(?:ab)+c', 'abc'],
    ['a|b', ''],
    ['(?i:k)b', 'b'],
    ['(?i)ab/', '/'],
    ['.*\\.lock', '.lock'],
    ['a\\Q.*\\E', 'a.*'],
    ['[x]y', 'xy'],
    ['a$', ''],
  ];
  for (const [pattern, suffix] of table) {
    it(`of ${pattern} is ${JSON.stringify(suffix)}`, () => assert.equal(suffixOf(pattern), suffix));
  }

  it('ends whatever the pattern matches as a whole', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '(?:a|b)',
      '[ab]',
      'a*',
      '(?:ab)+',
      '(?i:a)',
      '(b)',
      'b?',
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), text, (pieces, candidate) => {
        const pattern = pieces.join('');
        const whole = compileRegexp(`^(?:${pattern})$`);
        if (!whole.ok || !whole.regexp.matches(candidate)) return;
        assert.ok(candidate.endsWith(suffixOf(pattern)), pattern);
      }),
      { numRuns: 2000 },
    );
  });
});

function suffixOf(pattern: string): string {
  const compiled = compileRegexp(pattern);
  assert.ok(compiled.ok);
  return compiled.regexp.literalSuffix();
}
