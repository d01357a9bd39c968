import assert from 'node:assert/strict';
import { carryingStyles } from '../../../host/builds/carried-styles.ts';

/** `^` stands for ESC. */
const TABLE: readonly (readonly [lines: readonly string[], shown: readonly string[]])[] = [
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['^[31ma', 'b', '', 'c^[0m', 'd'],
    ['^[31ma', '^[31mb', '', '^[31mc^[0m', 'd'],
  ],
  [
    ['^[1m^[31ma', 'b^[m', 'c'],
    ['^[1m^[31ma', '^[1;31mb^[m', 'c'],
  ],
  [
    ['^[0;4ma', 'b'],
    ['^[0;4ma', '^[4mb'],
  ],
  [
    ['^[38;5;0ma', 'b'],
    ['^[38;5;0ma', '^[38;5;0mb'],
  ],
  [
    ['^[48;2;0;0;0;1ma', 'b^[;3mc', 'd'],
    ['^[48;2;0;0;0;1ma', '^[48;2;0;0;0;1mb^[;3mc', '^[3md'],
  ],
  [
    ['^[2J^]0;t\x07a', 'b'],
    ['^[2J^]0;t\x07a', 'b'],
  ],
  [
    [`${'^[31m^[1m'.repeat(60)}a`, 'b'],
    [`${'^[31m^[1m'.repeat(60)}a`, 'b'],
  ],
];

describe('colours that go on', () => {
  for (const [lines, shown] of TABLE) {
    it(JSON.stringify(lines).slice(0, 60), () => {
      const carry = carryingStyles();
      const escapes = (line: string) => line.replaceAll('^', '\x1b');
      assert.deepEqual(
        lines.map((line) => carry(escapes(line))),
        shown.map(escapes),
      );
    });
  }
});
