import assert from 'node:assert/strict';
import fc from 'fast-check';
import { terminalLog } from '../../cli/terminal-log.ts';
import { assertLinearTime } from '../linear-time.ts';

/** `^` stands for ESC. */
const TABLE: readonly (readonly [log: string, coloured: string, plain: string])[] = [
  ['a\nb\r\n', 'a\nb\n', 'a\nb\n'],
  ['^[31mred^[0m\n', '^[31mred^[0m^[m\n', 'red\n'],
  ['^[31mred\nnot^[1m\n', '^[31mred^[m\nnot^[1m^[m\n', 'red\nnot\n'],
  ['^[1;4;38;5;208;48;2;1;2;3mx', '^[1;4;38;5;208;48;2;1;2;3mx^[m', 'x'],
  ['^[mx^[;1my', '^[0mx^[0;1my^[m', 'xy'],
  ['^[8mhidden^[5mblinking^[53mz', 'hiddenblinkingz', 'hiddenblinkingz'],
  ['^[8;31mx', '^[31mx^[m', 'x'],
  ['^[38;5mx^[38;7;1my^[38;5;999mz', 'xyz', 'xyz'],
  ['^[999999999999mx', 'x', 'x'],
  ['a^[2J^[H^]0;title\x07b\bc\x07', 'ab␈c␇', 'ab␈c␇'],
  ['a\x9b2Jb\u202ec', 'ab\ufffdc', 'ab\ufffdc'],
  ['^', '', ''],
];

describe('a log for a terminal', () => {
  const escapes = (text: string) => text.replaceAll('^', '\x1b');
  for (const [log, coloured, plain] of TABLE) {
    it(JSON.stringify(log), () => {
      assert.equal(terminalLog(escapes(log), true), escapes(coloured));
      assert.equal(terminalLog(escapes(log), false), plain);
    });
  }

  it('drives no terminal, whatever is in it', () => {
    const parts = fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '8',
      '31',
      ';',
      ':',
      'm',
      '\x07',
      '\n',
      '\x9b',
      'é',
    );
    fc.assert(
      fc.property(fc.array(parts), (pieces) => {
        const log = pieces.join('');
        assert.doesNotMatch(terminalLog(log, false), /(?!\n)\p{Cc}/u);
        for (const line of terminalLog(log, true).split('\n')) {
          assert.doesNotMatch(line.replace(/\x1b\[[0-9;]*m/g, ''), /\p{Cc}/u);
          if (line.includes('\x1b')) assert.ok(line.endsWith('\x1b[m'));
        }
      }),
    );
  });

  it('takes linear time', () => {
    const log = (size: number) => '\x1b[1;38;5;1mx'.repeat(size / 12);
    assertLinearTime(600_000, log, (text) => terminalLog(text, true));
    assertLinearTime(
      600_000,
      (size) => `\x1b[${'1;'.repeat(size / 2)}m`,
      (text) => terminalLog(text, true),
    );
  });
});
