import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wildcardMatches } from '../../src/text/wildcard.ts';

const CASES: readonly [pattern: string, text: string, matches: boolean][] = [
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'any/thing', true],
  ['a', 'a', true],
  ['a', 'A', false],
  ['a*', 'a', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', '.example.com', true],
  ['*.example.com', 'example.com', false],
  ['*.example.com', 'evilexample.com', false],
  ['a.c', 'abc', false],
  ['*ab*ab*', 'abab', true],
  ['*ab*ab*', 'aba', false],
  ['*ab*b', 'ab', false],
  ['a**b', 'ab', true],
];

describe('wildcards', () => {
  for (const [pattern, text, matches] of CASES) {
    it(`${pattern} ${matches ? 'stands' : 'does not stand'} for "${text}"`, () => {
      assert.equal(wildcardMatches(pattern, text), matches);
    });
  }

  it('match as a regular expression does', () => {
    const letters = (units: string[]) => fc.array(fc.constantFrom(...units), { maxLength: 8 });
    fc.assert(
      fc.property(letters(['a', 'b', '*']), letters(['a', 'b']), (pattern, text) => {
        const regexp = new RegExp(`^${pattern.join('').replaceAll('*', '.*')}$`);
        assert.equal(wildcardMatches(pattern.join(''), text.join('')), regexp.test(text.join('')));
      }),
    );
  });
});
