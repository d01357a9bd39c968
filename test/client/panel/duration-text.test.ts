import assert from 'node:assert/strict';
import { durationText } from '../../../client/panel/duration-text.ts';

const TABLE: readonly [ms: number, text: string][] = [
  [-5000, '0 ms'],
  [0, '0 ms'],
  [35, '35 ms'],
  [999.9, '999 ms'],
  [1000, '1.0 s'],
  [3005, '3.0 s'],
  [9999, '9.9 s'],
  [10_000, '10 s'],
  [59_999, '59 s'],
  [60_000, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [3_599_999, '59 min 59 s'],
  [3_600_000, '1 h 00 min'],
  [7_620_000, '2 h 07 min'],
  [360_000_000, '100 h 00 min'],
];

describe('duration', () => {
  for (const [ms, text] of TABLE) {
    it(`${ms} ms is ${text}`, () => {
      assert.equal(durationText(ms), text);
    });
  }
});
