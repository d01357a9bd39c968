import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { compileRegexp } from '../../../src/golang/regexp/regexp.ts';
import { assertLinearTime } from '../../linear-time.ts';

interface Vector {
  readonly re: string;
  readonly matching: readonly string[];
  readonly others: readonly string[];
}

/** Answers of Go 1.26.8. In texts U+DC80 to U+DCFF stand for bytes that are not UTF-8. */
const VECTORS: readonly Vector[] = JSON.parse(
  readFileSync(new URL('../../vectors/regexp-match.json', import.meta.url), 'utf8'),
);

function matcherOf(pattern: string): (text: string) => boolean {
  const compiled = compileRegexp(pattern);
  assert.ok(compiled.ok);
  return (text) => compiled.regexp.matches(text);
}

/** Patterns that re2js and Go read alike, in which assertions stand everywhere. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('a', 'b', 'ab', 'k', 'é', '😀', '.', '\\n', '_', '', '(?i:k)', '(?i:ab)'),
    fc.constantFrom('[ab]', '[^a]', '[^\\n]', '\\w', '\\W', '\\d', '\\s', '(?s:.)', '[α-ω]'),
    fc.constantFrom('^', '$', '\\A', '\\z', '\\b', '\\B', '(?m:^)', '(?m:$)'),
    fc.array(tie('pattern'), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
    fc
      .array(tie('pattern'), { minLength: 2, maxLength: 4 })
      .map((parts) => `(?:${parts.join('|')})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '*?', '{2}', '{0,2}', '{1,3}?', '{2,}'))
      .map(([sub, operator]) => `(?:${sub})${operator}`),
    tie('pattern').map((sub) => `(${sub})`),
    tie('pattern').map((sub) => `(?m:${sub})`),
    tie('pattern').map((sub) => `^(?:${sub})$`),
  ),
}));

const unit = fc.constantFrom(...'abAkK\u212a\n _1éα😀-');
const texts = fc.array(fc.string({ unit, maxLength: 8 }), { minLength: 1, maxLength: 8 });

describe('matches', () => {
  for (const { re, matching, others } of VECTORS) {
    it(`finds ${JSON.stringify(re)} where Go does`, () => {
      assert.deepEqual([...matching, ...others].filter(matcherOf(re)), matching);
    });
  }

  it('finds what re2js finds', () => {
    fc.assert(
      fc.property(pattern, texts, (pattern, texts) => {
        const other = RE2JS.compile(pattern);
        assert.deepEqual(
          texts.filter(matcherOf(pattern)),
          texts.filter((text) => other.test(text)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same after it has forgotten its states', () => {
    // A text such as this takes a state per letter, and all of them more than are remembered.
    const matches = matcherOf('a[ab]{60}c');
    const letters = fc.string({ unit: fc.constantFrom(...'ab'), minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(letters, fc.constantFrom('c', 'd'), (text, end) => {
        assert.equal(matches(text + end), /a[ab]{60}c/.test(text + end));
      }),
    );
  });

  it('takes more runes than it remembers', () => {
    const runes = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => String.fromCodePoint(from + i)).join('');
    const matches = matcherOf('^[^\\x00]{3}.*[^\\x00]$');
    assert.equal(matches(runes(0x0b, 0x30000)), true);
    assert.equal(matches(`${runes(0x0b, 0x30000)}\0`), false);
  });

  const longTexts: [pattern: string, text: (length: number) => string, expected: boolean][] = [
    ['(a*)*b', (length) => 'a'.repeat(length), false],
    ['^(a|a?)+$', (length) => `${'a'.repeat(length)}b`, false],
    ['[^a]*a{500}', (length) => 'ba'.repeat(length / 2), false],
    ['^(?:.*x){20}$', (length) => 'x'.repeat(length), true],
  ];
  for (const [pattern, text, expected] of longTexts) {
    it(`looks for ${pattern} in a million letters in linear time`, () => {
      assertLinearTime(1_000_000, text, (long) => assert.equal(matcherOf(pattern)(long), expected));
    });
  }

  const large: [pattern: string, matching: string, other: string][] = [
    [`^${'x{1000}'.repeat(100)}$`, 'x'.repeat(100_000), 'x'.repeat(99_999)],
    [`^(?:${'(?:x?){1000}'.repeat(100)})$`, 'x'.repeat(10), 'x'.repeat(10).concat('y')],
    [`(?:${Array.from({ length: 20_000 }, (_, i) => `${i}z`).join('|')})$`, '19999z', '20000y'],
  ];
  for (const [pattern, matching, other] of large) {
    it(`runs the large program of ${pattern.slice(0, 20)}…`, () => {
      const matches = matcherOf(pattern);
      assert.deepEqual([matches(matching), matches(other)], [true, false]);
    });
  }
});
