import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  displayWidth,
  paint,
  terminalLine,
  terminalText,
  wantsColor,
} from '../../cli/terminal-text.ts';

describe('terminalText', () => {
  const cases: readonly [text: string, shown: string][] = [
    ['', ''],
    ['plain, Ünïcödé, 漢字, 😀', 'plain, Ünïcödé, 漢字, 😀'],
    ['a\tb\nc', 'a\tb\nc'],
    ['\x1b[31mred\x1b[0m', '␛[31mred␛[0m'],
    ['\x1b]0;title\x07', '␛]0;title␇'],
    ['a\rb\r\n', 'a␍b␍\n'],
    ['\0\b\v\f\x7f', '␀␈␋␌␡'],
    ['\x80\x9b31m\x9f', '\ufffd\ufffd31m\ufffd'],
    ['\u202edcba\u202c \u2067x\u2069', '\ufffddcba\ufffd \ufffdx\ufffd'],
    ['\ufeffa\u200bb\xad', '\ufffda\ufffdb\ufffd'],
    ['\ufff9a\ufffbb\u180e', '\ufffda\ufffdb\ufffd'],
    ['a\u{e0041}\u{e007f}b', 'a\ufffd\ufffd\ufffd\ufffdb'],
    ['👩\u200d🚀', '👩\u200d🚀'],
    ['\ud83d x \udc80', '\ufffd x \ufffd'],
  ];
  for (const [text, shown] of cases) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(shown)}`, () => {
      assert.equal(terminalText(text), shown);
    });
  }

  it('lets no control character through, and keeps the length', () => {
    const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(unit) });
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = terminalText(text);
        assert.doesNotMatch(shown, /(?![\t\n])\p{Cc}|\p{Cs}|\p{Bidi_Control}/u);
        assert.equal(shown.length, text.length);
      }),
    );
  });
});

describe('terminalLine', () => {
  it('is one line, whatever is in it', () => {
    assert.equal(terminalLine('a\nb\r\n\x1b[2J'), 'a␊b␍␊␛[2J');
  });
});

function unit(code: number): string {
  return String.fromCharCode(code);
}

describe('displayWidth', () => {
  const cases: readonly [text: string, columns: number][] = [
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['漢字', 4],
    ['😀', 2],
    ['한', 2],
    ['ｆ', 2],
    ['👩\u200d', 2],
    ['a\tb', 3],
  ];
  for (const [text, columns] of cases) {
    it(`of ${JSON.stringify(text)} is ${columns}`, () => {
      assert.equal(displayWidth(text), columns);
    });
  }
});

describe('paint', () => {
  it('sets the styles and resets them', () => {
    assert.equal(paint(['bold', 'red'], 'x'), '\x1b[1;31mx\x1b[m');
  });
});

describe('wantsColor', () => {
  const cases: readonly [
    isTTY: boolean | undefined,
    env: Record<string, string>,
    wanted: boolean,
  ][] = [
    [true, {}, true],
    [true, { TERM: 'xterm' }, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
    [undefined, {}, false],
    // A log of continuous integration is no terminal, and shows colours.
    [undefined, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: 'true', TERM: 'dumb' }, true],
    [false, { FORCE_COLOR: '' }, false],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ];
  for (const [isTTY, env, wanted] of cases) {
    it(`${wanted} for isTTY ${isTTY} and ${JSON.stringify(env)}`, () => {
      assert.equal(wantsColor(isTTY === undefined ? {} : { isTTY }, env), wanted);
    });
  }
});
