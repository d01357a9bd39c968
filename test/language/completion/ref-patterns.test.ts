import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileRegexp } from '../../../src/golang/regexp/regexp.ts';
import { quotedMeta, refPatterns } from '../../../src/language/completion/ref-patterns.ts';
import { assertLinearTime } from '../../linear-time.ts';

describe('patterns made of refs', () => {
  const table: readonly [
    names: readonly string[],
    ...patterns: [pattern: string, count: number][],
  ][] = [
    [[]],
    [['refs/heads/main']],
    [
      ['refs/heads/a', 'refs/heads/b'],
      ['refs/heads/.+', 2],
    ],
    [
      ['refs/heads/v1.0', 'refs/heads/v2.0', 'refs/heads/x'],
      ['refs/heads/.+', 3],
      [String.raw`refs/heads/v\d+\.\d+`, 2],
    ],
    [
      ['refs/heads/a+b/1', 'refs/heads/a+b/x'],
      ['refs/heads/.+', 2],
      [String.raw`refs/heads/a\+b/.+`, 2],
    ],
    // Hashes, of which nobody means all.
    [
      ['refs/changes/deadbeef1234a', 'refs/changes/deadbeef5678b'],
      ['refs/changes/.+', 2],
    ],
    // What a pattern may not begin with.
    [['refs/stash', 'refs/other']],
  ];
  for (const [names, ...patterns] of table) {
    it(`of ${names.join(', ') || 'none'}`, () => {
      assert.deepEqual(
        refPatterns(names).map(({ pattern, count }) => [pattern, count]),
        patterns,
      );
    });
  }

  it('match as many of the names as they say, and more than one', () => {
    const part = fc.stringMatching(/^[a-z0-9.+($-]{1,4}$/);
    const name = fc
      .array(part, { minLength: 2, maxLength: 4 })
      .map((parts) => `refs/${parts.join('/')}`);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
        for (const { pattern, count } of refPatterns(names)) {
          const compiled = compileRegexp(`^(?:${pattern})$`);
          assert.ok(compiled.ok && count > 1, pattern);
          const matched = names.filter((one) => compiled.regexp.matches(one)).length;
          // Digits may be followed by such as fit by chance, as 1 and 12 do.
          assert.ok(matched >= count, `${pattern} ${matched} ${count}`);
        }
      }),
    );
  });

  it('quote each character that means something', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const compiled = compileRegexp(`^(?:${quotedMeta(text)})$`);
        assert.ok(compiled.ok && compiled.regexp.literalPrefix !== undefined);
        assert.ok(compiled.regexp.matches(text));
        assert.ok(!compiled.regexp.matches(`${text}x`) && !compiled.regexp.matches(`x${text}`));
      }),
    );
  });

  it('are made in time linear in the names, however they are cut by slashes', () => {
    assertLinearTime(
      100_000,
      (size) => [1, 2, 3].map((i) => `refs/heads/${'a/'.repeat(size)}${i}`),
      (names) => refPatterns([...names]),
    );
  });
});
