// Times that the emulator writes, which the client has to be able to read.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gitilesTime } from '../../../src/emulators/gitiles/gitiles-answer.ts';
import { parseGitilesTime } from '../../../src/task/gitiles/gitiles-time.ts';

describe('a time in an answer of Gitiles', () => {
  const rows: readonly (readonly [seconds: number, zone: number, text: string])[] = [
    [1_442_018_520, 0, 'Sat Sep 12 00:42:00 2015 +0000'],
    [1_442_018_520, 120, 'Sat Sep 12 02:42:00 2015 +0200'],
    [1_442_018_520, -450, 'Fri Sep 11 17:12:00 2015 -0730'],
    [0, 0, 'Thu Jan 01 00:00:00 1970 +0000'],
    [999_999_999_999, 0, 'Fri Dec 31 23:59:59 9999 +0000'],
    [-999_999_999_999, 0, 'Mon Jan 01 00:00:00 0001 +0000'],
    [0, 9999, 'Fri Jan 02 00:00:00 1970 +2400'],
  ];
  for (const [seconds, zone, text] of rows) {
    it(text, () => assert.equal(gitilesTime(seconds, zone), text));
  }

  it('is read as what it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -6e10, max: 2e11 }),
        fc.integer({ min: -720, max: 840 }),
        (seconds, zone) => {
          assert.equal(parseGitilesTime(gitilesTime(seconds, zone)), seconds * 1000);
        },
      ),
    );
  });
});
