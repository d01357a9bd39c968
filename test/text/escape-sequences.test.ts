import assert from 'node:assert/strict';
import fc from 'fast-check';
import { onlyStyles, textAndStyles, withoutEscapes } from '../../src/text/escape-sequences.ts';
import { assertLinearTime } from '../linear-time.ts';

/** `^` stands for ESC. */
const TABLE: readonly (readonly [text: string, plain: string, styled?: string])[] = [
  ['', ''],
  ['Ünïcödé 😀\n\t', 'Ünïcödé 😀\n\t'],
  ['^[31mred^[0m', 'red', '^[31mred^[0m'],
  ['^[mx^[;1;m', 'x', '^[mx^[;1;m'],
  ['^[1;38;5;208mx', 'x', '^[1;38;5;208mx'],
  ['^[38:5:208mx', 'x', '^[38;5;208mx'],
  ['^[38:2:1:2:3mx', 'x', '^[38;2;1;2;3mx'],
  ['^[38:2::1:2:3mx', 'x', '^[38;2;1;2;3mx'],
  ['^[48:2::1:2:3:::;1mx', 'x', '^[48;2;1;2;3;1mx'],
  ['^[4:3mx^[4:0my', 'xy', '^[4mx^[24my'],
  ['\x9b31mx', 'x', '^[31mx'],
  ['a^[2Jb^[10;20Hc^[Kd', 'abcd'],
  ['a^[?25lb^[?25hc', 'abc'],
  ['a^[>4;2mb^[?4mc', 'abc'],
  ['a^[0 mb^[!pc', 'abc'],
  ['a^]0;title\x07b', 'ab'],
  ['a^]8;;https://x.y^\\link^]8;;^\\b', 'alinkb'],
  ['a\x9d0;title\x9cb', 'ab'],
  ['a^P1$q^\\b^_x^\\c^^y^\\d^Xz^\\e', 'abcde'],
  ['a^(Bb^=c^7d^Me^#8f', 'abcdef'],
  ['a\x85b\x80c', 'abc'],
  // Cut off, or none: what can be read stays.
  ['a^', 'a'],
  ['a^[', 'a'],
  ['a^[31', 'a'],
  ['a^[31é', 'aé'],
  ['a^[31^[32mb', 'ab', 'a^[32mb'],
  ['a^]0;never ends', 'a0;never ends'],
  ['a^]0;line ends\nb\x07', 'a0;line ends\nb\x07'],
  ['a^]0;t^[31mred', 'a0;tred', 'a0;t^[31mred'],
  ['a^\nb', 'a\nb'],
];

describe('escape sequences', () => {
  const read = (text: string) => text.replaceAll('^', '\x1b');
  for (const [text, plain, styled = plain] of TABLE) {
    it(JSON.stringify(text), () => {
      // The third one in a sequence of xterm's is a caret indeed.
      const input = read(text).replace('\x1b\x1by', '\x1b^y');
      assert.equal(withoutEscapes(input), plain);
      assert.equal(onlyStyles(input), read(styled));
    });
  }

  const texts = fc
    .array(
      fc.constantFrom('\x1b', '[', ']', '3', '1', ';', ':', 'm', '\x07', '\\', '\x9b', ' ', 'ab'),
    )
    .map((parts) => parts.join(''));

  it('leave nothing behind that a terminal would take for one', () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.doesNotMatch(withoutEscapes(text), /[\x1b\x80-\x9f]/);
        assert.doesNotMatch(onlyStyles(text).replace(/\x1b\[[0-9;]*m/g, ''), /[\x1b\x80-\x9f]/);
      }),
    );
  });

  it('that choose styles have the same text around them', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parts = textAndStyles(onlyStyles(text));
        assert.equal(parts.length % 2, 1);
        assert.equal(parts.filter((_, i) => i % 2 === 0).join(''), withoutEscapes(text));
      }),
    );
  });

  for (const part of ['\x1b[31', '\x1b]0;a', '\x1b[1m', '\x1b', '\x9b0', '\x1b[0;']) {
    it(`are found in linear time: ${JSON.stringify(part)}`, () => {
      assertLinearTime(
        300_000,
        (size) => part.repeat(size / part.length) + '0'.repeat(size),
        (text) => [withoutEscapes(text), onlyStyles(text)],
      );
    });
  }
});
