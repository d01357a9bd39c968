import assert from 'node:assert/strict';
import { matchingDays } from '../../src/schedule/cron-days.ts';
import { parseCron } from '../../src/schedule/cron-expression.ts';

describe('matchingDays (schedule.md N4–N7)', () => {
  const days28 = Array.from({ length: 28 }, (_, i) => i + 1).join(' ');
  const cases: [dom: string, dow: string, month: string, days: string][] = [
    // September 2015 begins on a Tuesday.
    ['13', '5', '2015-09', '4 11 13 18 25'],
    ['13', '*', '2015-09', '13'],
    ['13', '?', '2015-09', '13'],
    ['*', '5', '2015-09', '4 11 18 25'],
    ['*,L', '5', '2015-09', '4 11 18 25'],
    ['*', '*', '2015-02', days28],
    ['1', '*/1', '2015-02', days28],
    ['1-31', '5', '2015-02', days28],
    ['*,1', '5-1', '2015-09', ''],
    ['31', '*', '2015-09', ''],
    ['L', '*', '2015-09', '30'],
    ['L', '*', '2016-02', '29'],
    ['L', '*', '2100-02', '28'],
    // The end of January 2015 is a Saturday, that of May a Sunday.
    ['LW', '*', '2015-01', '30'],
    ['LW', '*', '2015-05', '29'],
    ['31W', '*', '2015-05', '29'],
    ['31W', '*', '2015-04', ''],
    ['29W', '*', '2015-02', ''],
    ['31W', '*', '2010-04', ''],
    // August 2015 begins on a Saturday, November on a Sunday.
    ['1W', '*', '2015-08', '3'],
    ['1W', '*', '2015-11', '2'],
    ['15W', '*', '2015-08', '14'],
    ['16W', '*', '2015-08', '17'],
    ['17W', '*', '2015-08', '17'],
    ['1W,15W,L', '*', '2015-08', '3 14 31'],
    ['*', '5L', '2015-09', '25'],
    ['*', '3L', '2015-09', '30'],
    ['*', '2#1,2#5', '2015-09', '1 29'],
    ['*', '4#5', '2015-09', ''],
    ['*', '0#5', '2015-11', '29'],
    ['1', 'fri#3', '2015-09', '1 18'],
  ];
  for (const [dom, dow, month, expected] of cases) {
    it(`${dom} and ${dow} in ${month}: ${expected || 'none'}`, () => {
      const parsed = parseCron(`0 0 ${dom} * ${dow}`);
      assert.ok(parsed.ok);
      const [year = 0, monthOfYear = 0] = month.split('-').map(Number);
      assert.equal(matchingDays(parsed.expression, year, monthOfYear).join(' '), expected);
    });
  }
});
