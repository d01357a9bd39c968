import assert from 'node:assert/strict';
import { relativeTime } from '../../../client/panel/relative-time.ts';

const NOW = Date.UTC(2026, 0, 2);
const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
const YEAR = 360 * DAY;

/** Each row: how long ago, in ms, and what is said. */
const TABLE: readonly [ms: number, text: string][] = [
  [0, 'now'],
  [SECOND - 1, 'now'],
  [SECOND, '1 second'],
  [2 * SECOND - 1, '1 second'],
  [2 * SECOND, '2 seconds'],
  [MINUTE - 1, '59 seconds'],
  [MINUTE, '1 minute'],
  [2 * MINUTE - 1, '1 minute'],
  [2 * MINUTE, '2 minutes'],
  [HOUR - 1, '59 minutes'],
  [HOUR, '1 hour'],
  [2 * HOUR, '2 hours'],
  [DAY - 1, '23 hours'],
  [DAY, '1 day'],
  [2 * DAY, '2 days'],
  [7 * DAY - 1, '6 days'],
  [7 * DAY, '1 week'],
  [14 * DAY, '2 weeks'],
  [30 * DAY - 1, '4 weeks'],
  [30 * DAY, '1 month'],
  [60 * DAY, '2 months'],
  [YEAR - 1, '11 months'],
  [YEAR, '1 year'],
  [540 * DAY - 1, '1 year'],
  [540 * DAY, '2 years'],
  [720 * DAY - 1, '2 years'],
  [3 * YEAR, '3 years'],
  [37 * YEAR - 1, '36 years'],
  [37 * YEAR, 'a long time'],
];

describe('relative time', () => {
  for (const [ms, text] of TABLE) {
    it(`${ms} ms is ${text}`, () => {
      assert.equal(relativeTime(NOW - ms, NOW), text === 'now' ? text : `${text} ago`);
      assert.equal(relativeTime(NOW + ms, NOW), text === 'now' ? text : `${text} from now`);
    });
  }
});
