import assert from 'node:assert/strict';
import { parseCron } from '../../src/schedule/cron-expression.ts';
import { type NthWeekday, nthWeekdayMeant } from '../../src/schedule/nth-weekday.ts';

describe('the weekday of a week of each month', () => {
  const cases: readonly [expression: string, meant: NthWeekday | undefined][] = [
    ['0 0 1-7 * 1', { weekday: 1, nth: 1 }],
    ['0 0 8-14 * sun', { weekday: 0, nth: 2 }],
    ['0 0 22-28 * 7', { weekday: 0, nth: 4 }],
    ['0 0 1,2,3,4,5,6,7 * fri', { weekday: 5, nth: 1 }],
    ['0 0 2-8 * 1', undefined],
    ['0 0 1-6 * 1', undefined],
    ['0 0 1-14 * 1', undefined],
    ['0 0 1-13/2 * 1', undefined],
    ['0 0 1-7 * 1,2', undefined],
    ['0 0 1-7 * 1,5L', undefined],
    ['0 0 1-7 * *', undefined],
    ['0 0 * * 1', undefined],
  ];
  for (const [expression, meant] of cases) {
    it(`of ${expression} is ${JSON.stringify(meant) ?? 'none'}`, () => {
      const parsed = parseCron(expression);
      assert.ok(parsed.ok);
      const { dayOfMonth, dayOfWeek } = parsed.expression.fields;
      assert.deepEqual(nthWeekdayMeant(dayOfMonth, dayOfWeek), meant);
    });
  }
});
