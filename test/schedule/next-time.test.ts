import assert from 'node:assert/strict';
import { nextTime } from '../../src/schedule/next-time.ts';
import { parseSchedule } from '../../src/schedule/schedule.ts';

describe('nextTime (schedule.md 4.5)', () => {
  const now = Date.UTC(2015, 8, 14, 22, 42);
  const cases: [text: string, prev: number, next: number | undefined, why: string][] = [
    ['triggered', now, Date.UTC(2115, 11, 5, 1, 27, 47), 'the distant future (X1)'],
    ['0 0 * * *', 0, Date.UTC(2015, 8, 15), 'the next match (X2)'],
    ['0 0 30 2 *', 0, undefined, 'nothing if there is no match (X2)'],
    ['with 15s interval', now, now + 15_000, 'an interval after prev (X3)'],
    ['with 15s interval', now - 5_000, now + 10_000, 'an interval after prev (X3)'],
    ['with 15s interval', now - 20_000, now, 'now if that has passed (X3)'],
    ['with 500us interval', now, now + 0.5, 'fractions of a millisecond, too'],
    ['continuously', now, now, 'at once'],
  ];
  for (const [text, prev, expected, why] of cases) {
    it(`${text} from ${prev - now} ms: ${why}`, () => {
      const parsed = parseSchedule(text);
      assert.ok(parsed.ok);
      assert.equal(nextTime(parsed.schedule, now, prev), expected);
    });
  }
});
