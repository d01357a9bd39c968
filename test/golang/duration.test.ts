import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDuration } from '../../src/golang/duration.ts';
import { assertLinearTime } from '../linear-time.ts';
import { markedText } from '../marked-text.ts';

/** The project's shared vectors, and more answers of Go 1.26.8. */
const VECTORS: readonly { readonly text: string; readonly valid: boolean; readonly ns?: string }[] =
  ['duration.json', 'duration-go.json'].flatMap((name) =>
    JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8')),
  );

const UNITS = ['ns', 'us', 'ms', 's', 'm', 'h'] as const;

const SIZES: Readonly<Record<(typeof UNITS)[number], bigint>> = {
  ns: 1n,
  us: 10n ** 3n,
  ms: 10n ** 6n,
  s: 10n ** 9n,
  m: 60n * 10n ** 9n,
  h: 3600n * 10n ** 9n,
};

function nanoseconds(text: string): bigint | undefined {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.ns : undefined;
}

describe('parseDuration (schedule.md 4.2)', () => {
  for (const { text, valid, ns } of VECTORS) {
    it(`${JSON.stringify(text)} is ${valid ? `${ns} ns` : 'no duration'}`, () => {
      assert.equal(nanoseconds(text)?.toString(), ns);
    });
  }

  const units = 'the units are h, m, s, ms, us and ns';
  const tooLong = 'it is too long; at most 2562047h (292 years) is possible';
  const problems: [marked: string, reason: string][] = [
    ['[[]]', 'it has no number'],
    ['[[-]]', 'it has no number'],
    ['[[s]]', 'a number should stand before "s"'],
    ['[[five seconds]]', 'a number should stand before "five seconds"'],
    ['1[[h-]]1m', `"h-" is not a unit; ${units}`],
    ['1[[ s]]', `" s" is not a unit; ${units}`],
    ['1h2[[min]]3s', `"min" is not a unit; ${units}`],
    ['1h[[30]]', `"30" has no unit; ${units}`],
    ['-1s[[.]]m', '"." has no digits around it'],
    ['1h[[9223372037s]]1h', tooLong],
    ['[[2562047h2562047h]]1s', tooLong],
    ['[[9223372036854775808ns]]', tooLong],
  ];
  for (const [marked, reason] of problems) {
    it(`says of ${marked}: ${reason}`, () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(parseDuration(text), { ok: false, reason, span: spans[0] });
    });
  }

  it('adds up what it is given, as far as int64 goes', () => {
    const group = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom(...UNITS));
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 4 }), (groups) => {
        const text = groups.map(([count, unit]) => `${count}${unit}`).join('');
        const ns = groups.reduce((sum, [count, unit]) => sum + count * SIZES[unit], 0n);
        // Sums from 2^64 on may wrap around in Go, so only smaller ones are compared.
        fc.pre(ns < 2n ** 64n);
        assert.equal(nanoseconds(text), ns < 2n ** 63n ? ns : undefined);
        assert.equal(nanoseconds(`-${text}`), ns <= 2n ** 63n ? -ns : undefined);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseDuration(text);
        if (parsed.ok) return;
        const { start, end } = parsed.span;
        assert.ok(0 <= start && start <= end && end <= text.length);
      }),
    );
  });

  for (const piece of ['0', '9', '.', '0s', 's', '-']) {
    it(`takes linear time for many ${piece}`, () => {
      assertLinearTime(200_000, (size) => piece.repeat(size / piece.length), parseDuration);
      assertLinearTime(200_000, (size) => `0.${piece.repeat(size / piece.length)}s`, parseDuration);
    });
  }
});
