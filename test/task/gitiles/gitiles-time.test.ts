// Times as Gitiles writes them (managers.md 4.3).

import assert from 'node:assert/strict';
import { parseGitilesTime } from '../../../src/task/gitiles/gitiles-time.ts';

const TIMES: readonly (readonly [text: string, iso: string | undefined])[] = [
  ['Mon Jan 2 15:04:05 2006', '2006-01-02T15:04:05.000Z'],
  ['Mon Jan  2 15:04:05 2006', '2006-01-02T15:04:05.000Z'],
  ['Sat Sep 12 00:45:58 2015', '2015-09-12T00:45:58.000Z'],
  ['Sat Sep 12 19:40:17 2015 -0730', '2015-09-13T03:10:17.000Z'],
  ['Sat Sep 12 19:40:17 2015 +0200', '2015-09-12T17:40:17.000Z'],
  ['Sat Sep 12 19:40:17 2015 +0000', '2015-09-12T19:40:17.000Z'],
  ['Sat Sep 12 19:40:17 2015 +0060', '2015-09-12T18:40:17.000Z'],
  ['Sat Sep 12 19:40:17 2015 +0061', undefined],
  ['Sat Sep 12 19:40:17 2015 -2460', '2015-09-13T20:40:17.000Z'],
  ['sAT sEP 12 9:40:17 2015', '2015-09-12T09:40:17.000Z'],
  // Nobody looks whether it was a Monday.
  ['Mon Sep 12 19:40:17 2015', '2015-09-12T19:40:17.000Z'],
  ['Sat Feb 29 00:00:00 2020', '2020-02-29T00:00:00.000Z'],
  ['Sat Feb 29 00:00:00 2021', undefined],
  ['Sat Apr 31 00:00:00 2020', undefined],
  ['Sat Apr 0 00:00:00 2020', undefined],
  ['Thu Jan 1 00:00:00 0001', '0001-01-01T00:00:00.000Z'],
  ['Thu Jan 1 00:00:00 0099', '0099-01-01T00:00:00.000Z'],
  ['Sat Sep 12 24:00:00 2015', undefined],
  ['Sat Sep 12 19:60:00 2015', undefined],
  ['Sat Sep 12 19:00:60 2015', undefined],
  ['Sat Sep 12 19:0:00 2015', undefined],
  ['Sat Sep 12 19:40:17 2015 UTC', undefined],
  ['Sat Sep 12 19:40:17 2015 -07:30', undefined],
  ['Sat Sep 12 19:40:17 2015 +2500', undefined],
  ['Sat Sep 12 19:40:17 15', undefined],
  ['Sat Sep 12 19:40:17 2015 ', undefined],
  [' Sat Sep 12 19:40:17 2015', undefined],
  ['Xyz Sep 12 19:40:17 2015', undefined],
  ['Sat Xyz 12 19:40:17 2015', undefined],
  ['2015-09-12T19:40:17Z', undefined],
  ['garbage', undefined],
  ['', undefined],
];

describe('times of Gitiles', () => {
  for (const [text, iso] of TIMES) {
    it(`${JSON.stringify(text)}: ${iso ?? 'none'}`, () => {
      const time = parseGitilesTime(text);
      assert.equal(time === undefined ? undefined : new Date(time).toISOString(), iso);
    });
  }
});
