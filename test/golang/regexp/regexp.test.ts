import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { compileRegexp } from '../../../src/golang/regexp/regexp.ts';
import type { Span } from '../../../src/text/span.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { markedText } from '../../marked-text.ts';

interface Vector {
  /** A pattern, or pieces of it, some repeated. */
  readonly re: string | readonly (string | readonly [text: string, times: number])[];
  readonly valid: boolean;
  readonly literalPrefix?: string;
  readonly complete?: boolean;
}

/** The project's shared vectors, and more answers of Go 1.26.8, with the one-pass rule of Go 1.25. */
const VECTORS: readonly Vector[] = ['regexp.json', 'regexp-go.json'].flatMap((name) =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}`, import.meta.url), 'utf8')),
);

function expand(re: Vector['re']): string {
  if (typeof re === 'string') return re;
  return re
    .map((piece) => (typeof piece === 'string' ? piece : piece[0].repeat(piece[1])))
    .join('');
}

describe('compileRegexp (validation.md 3.7)', () => {
  it('takes a thousand levels of common beginnings on a small stack', async () => {
    const { href } = new URL('../../../src/golang/regexp/regexp.ts', import.meta.url);
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
      const alternatives = (levels) => '[ab]'.repeat(levels) + 'x|' + '[ab]'.repeat(levels) + 'y';
      import(${JSON.stringify(href)}).then(({ compileRegexp }) => parentPort.postMessage(
        [900, 1100, 20_000].map((levels) => compileRegexp(alternatives(levels)).reason),
      ));`,
      { eval: true, resourceLimits: { stackSizeMb: 0.5 } },
    );
    const tooDeep = 'it is nested more than 1000 levels deep';
    assert.deepEqual(await once(worker, 'message'), [[undefined, tooDeep, tooDeep]]);
  });

  for (const { re, valid, literalPrefix, complete } of VECTORS) {
    it(`${JSON.stringify(re)} is ${valid ? JSON.stringify(literalPrefix) : 'invalid'}`, () => {
      const compiled = compileRegexp(expand(re));
      assert.equal(compiled.ok, valid);
      if (!compiled.ok || literalPrefix === undefined) return;
      assert.deepEqual(compiled.regexp.literalPrefix, { text: literalPrefix, complete });
    });
  }

  const problems: [marked: string, reason: string][] = [
    ['a[[\udcff]]b', 'it is not valid UTF-8'],
    ['a[[)]]b', '")" closes no group; write \\) for the character itself'],
    ['a(b[[(]]c', '")" is missing for this "("'],
    ['a[[(?i]]', '")" is missing for this "("'],
    ['a[[(?=]]b)', 'RE2 has no look-ahead'],
    ['a[[(?<!]]b)', 'RE2 has no look-behind'],
    ['a[[(?#]]b)', '(?# is not a group that RE2 knows; the flags are i, m, s and U'],
    ['a[[(?i-]]', '")" is missing for this "("'],
    ['a[[(?P<b-c>]]d)', 'the name of a group should be letters, digits and "_"'],
    ['a[[(?<b]]', 'the name of the group has no ">" after it'],
    ['😀([[*]])', '* has nothing before it to repeat'],
    ['a|[[{2}?]]', '{2}? has nothing before it to repeat'],
    ['a[[*+]]', '*+ repeats a repetition; put the first in (?:…)'],
    ['a[[{2}{3}?]]b', '{2}{3}? repeats a repetition; put the first in (?:…)'],
    ['a[[{3,2}]]', 'in {3,2} the minimum is greater than the maximum'],
    ['a[[{1001}]]', '{1001} is more than the 1000 repetitions that RE2 allows'],
    ['(a{100})[[{11}]]', '{11} makes more than 1000 copies of what it repeats'],
    ['a[[\\]]', 'it ends with a backslash that escapes nothing'],
    ['a[[\\1]]', '\\1 is a back-reference, which RE2 does not have'],
    ['a[[\\é]]', '\\é is not an escape that RE2 knows'],
    ['a[[\\Z]]', '\\Z is not an escape that RE2 knows'],
    ['a[[\\C]]', '\\C, a single byte, is not supported'],
    ['a[[\\x]]{g}', '\\x should be followed by two hex digits, or by hex digits in braces'],
    ['a[[\\x{110000}]]', '\\x{110000} is above the last code point, 10FFFF'],
    ['a[[\\p{Old_Italic}]]', '\\p{Old_Italic} is not a Unicode category or script that Go knows'],
    ['a[[\\p{L]]', '"}" is missing'],
    ['[x[[z-a]]]', 'the range z-a is reversed: its end comes before its start'],
  ];
  for (const [marked, reason] of problems) {
    it(`says of ${JSON.stringify(marked)}: ${reason}`, () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(compileRegexp(text), { ok: false, reason, span: spans[0] });
    });
  }

  // Their brackets are those of the marks.
  const inBrackets: [pattern: string, reason: string, span: Span][] = [
    ['a[b', '"]" is missing', { start: 1, end: 3 }],
    ['[x[:foo:]]', '[:foo:] is not a POSIX class that RE2 knows', { start: 2, end: 9 }],
  ];
  for (const [pattern, reason, span] of inBrackets) {
    it(`says of ${pattern}: ${reason}`, () => {
      assert.deepEqual(compileRegexp(pattern), { ok: false, reason, span });
    });
  }

  const whole: [pattern: string, reason: string][] = [
    [`${'('.repeat(1001)}${')'.repeat(1001)}`, 'it is nested more than 1000 levels deep'],
    ['x{1000}'.repeat(3400), 'it is too large: it would need more than 128 MB'],
    ['\\pL'.repeat(30_000), 'it is too large: it would need more than 128 MB'],
  ];
  for (const [pattern, reason] of whole) {
    it(`says of ${pattern.slice(0, 20)}…: ${reason}`, () => {
      const span = { start: 0, end: pattern.length };
      assert.deepEqual(compileRegexp(pattern), { ok: false, reason, span });
    });
  }

  it('takes a lone surrogate that stands for no byte for U+FFFD, as it will be in the file', () => {
    const compiled = compileRegexp('a\ud800b');
    assert.deepEqual(compiled.ok && compiled.regexp.literalPrefix, { text: 'a', complete: false });
  });

  const matches: [pattern: string, matching: string[], others: string[]][] = [
    ['b', ['b', 'abc'], ['', 'a']],
    ['^(?:refs/heads/.+)$', ['refs/heads/x/y'], ['refs/heads/', 'refs/tags/x', 'refs/heads/x\n']],
    ['^a|b$', ['ax', 'xb'], ['xa', 'bx']],
    ['(?m)^a$', ['b\na\nc'], ['b\nac']],
    ['a.b', ['a😀b'], ['a\nb']],
    ['(?s)a.b', ['a\nb'], ['a12b']],
    ['(?i)k', ['K', '\u212a'], ['x']],
    ['^\\w$', ['a'], ['é', '\u017f']],
    ['^(?i)\\w$', ['\u017f'], ['é']],
    ['^\\p{greek}$', ['α'], ['a']],
    ['^\\p{Letter}+$', ['aé漢'], ['a1']],
    ['^\\p{Cn}$', ['\u{1c89}'], ['a']],
    ['^[^\\x00-\\x{10FFFF}]$', [], ['', 'a']],
    ['^(?:a{2,3}|b{2,}|c{0})$', ['aa', 'aaa', 'bbb', ''], ['a', 'aaaa', 'b']],
    ['^\\Qa.b\\E$', ['a.b'], ['axb']],
    ['\\bb\\B', ['a bc'], ['a b', 'abc']],
    ['^[a\\]\\-^]$', ['a', ']', '-', '^'], ['\\', 'b']],
    [`${'('.repeat(990)}a${')'.repeat(990)}`, ['ba'], ['b']],
  ];
  for (const [pattern, matching, others] of matches) {
    it(`finds ${JSON.stringify(pattern.slice(0, 40))} where it is`, () => {
      const compiled = compileRegexp(pattern);
      assert.ok(compiled.ok);
      const found = [...matching, ...others].filter((text) => compiled.regexp.matches(text));
      assert.deepEqual(found, matching);
    });
  }

  it('finds what it calls a complete literal prefix', () => {
    const piece = fc.constantFrom('a', 'b', '(c)', '(?:d|d)', 'e{2}', '[f]', '\\x41', '\\Q.\\E');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const compiled = compileRegexp(pieces.join(''));
        assert.ok(compiled.ok);
        const { text, complete } = compiled.regexp.literalPrefix;
        assert.equal(complete, true);
        assert.equal(compiled.regexp.matches(`x${text}x`), true);
        if (text !== '') assert.equal(compiled.regexp.matches(text.slice(1)), false);
      }),
    );
  });

  it('answers for any text, with a span within it', () => {
    const unit = fc.constantFrom(...'abk1-,:^$.|*+?(){}[]<>=!PpLQEAzxi\\é😀', '\udc80', '\ud800');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (pattern) => {
        const compiled = compileRegexp(pattern);
        if (compiled.ok) return;
        const { start, end } = compiled.span;
        assert.ok(start < end && end <= pattern.length, compiled.reason);
      }),
    );
  });

  const hostile: [name: string, open: string, middle: string, close: string][] = [
    ['groups', '(?:a*b', 'c', 'd*e)'],
    ['alternatives', '(?:ab*|', 'x', '|cd*)'],
    ['alternatives of which one is empty', '(?:a*|', '', '|)'],
    ['common prefixes', '(?:ab|b*|ax|', 'ax', ')'],
    ['classes', '(?:[^\\pLa]|', 'b', ')'],
    ['brackets', '[[:', '', ''],
    ['Unicode classes', '[^\\pL\\pMa]|x', '', ''],
    ['folded ranges', '(?i)[A-\\x{1E900}]', '', ''],
  ];
  for (const [name, open, middle, close] of hostile) {
    it(`takes linear time for nested ${name}`, () => {
      const nested = (depth: number) => open.repeat(depth) + middle + close.repeat(depth);
      assertLinearTime(Math.floor(40_000 / (open.length + close.length)), nested, compileRegexp);
    });
  }
});
