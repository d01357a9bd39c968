import assert from 'node:assert/strict';
import { lintsOf, testLints } from '../lints-of.ts';

// Each row: what it is about; the schedule, with a mark at each finding; the codes of the findings.
const SCHEDULES: [what: string, schedule: string, ...codes: string[]][] = [
  ['cron', '0 3 * * *'],
  ['yearly', '@yearly'],
  ['every leap year', '[[0 0 29 2 *]]', 'lint-schedule-rare'],
  ['the fifth Monday of February', '[[0 0 * 2 1#5]]', 'lint-schedule-rare'],
  ['a day that no month has', '[[0 0 31 2,4,6 *]]', 'lint-schedule-never'],
  ['a year that is over', '[[0 0 1 1 * 2020]]', 'lint-schedule-never'],
  ['a year that begins soon', '[[0 0 1 1 * 2027]]', 'lint-schedule-rare'],
  ['a year to come, monthly', '0 0 1 * * 2027'],
  ['an interval of a year', 'with 8760h interval'],
  ['an interval of a leap year', 'with 8784h interval'],
  ['an interval longer than any year', '[[with 8784h1s interval]]', 'lint-schedule-rare'],
  ['a longer interval', '[[with 9000h interval]]', 'lint-schedule-rare'],
  ['reversed hours', '0 [[17-9]] * * *', 'lint-cron-empty-range'],
  ['reversed weekdays in a list', '0 9 * * mon,[[fri-tue]]', 'lint-cron-empty-range'],
  ['a range up to Sunday, which is 0', '0 9 * * [[5-7]]', 'lint-cron-empty-range'],
  ['six fields, any year', '30 */2 * * * *'],
  ['six fields, any year, as the service documents them', '0 */3 * * * *'],
  ['six fields with a question mark', '0 0 12 * * [[?]]', 'lint-cron-year-field'],
  ['six fields with a question mark for a day', '0 0 12 [[?]] * *', 'lint-cron-year-field'],
  ['five fields with a question mark', '0 12 ? * mon'],
  ['seven fields with a question mark', '0 0 12 ? * 6L *'],
  ['a step beyond the last hour', '0 [[14/12]] * * *', 'lint-cron-step-once'],
  ['a step beyond the last minute', '[[45/20]] * * * *', 'lint-cron-step-once'],
  ['a step that just fails', '[[30/30]] * * * *', 'lint-cron-step-once'],
  ['a step that just succeeds', '29/30 * * * *'],
  ['a step beyond the last day', '0 0 [[20/15]] * *', 'lint-cron-step-once'],
  ['a step beyond the last weekday', '0 0 * * [[5/2]]', 'lint-cron-step-once'],
  ['a step beyond the last month', '0 0 1 [[jul/6]] *', 'lint-cron-step-once'],
  ['a step beyond the last year', '0 0 1 * * [[2090/10]]', 'lint-cron-step-once'],
  ['a step beyond the last second', '0,[[40/20]] 0 0 1 * * *', 'lint-cron-step-once'],
  ['a step larger than its range', '0 [[9-17/9]] * * *', 'lint-cron-step-once'],
  ['a step from any value', '0 */23 * * *'],
  ['a day that steps once', '0 0 */30 * *'],
  ['every minute of an hour', '[[*]] 13 * * *', 'lint-cron-every-minute'],
  ['every minute of some days of an hour', '[[*]] 9 * * 1-5', 'lint-cron-every-minute'],
  ['every minute of every second hour', '[[*/1]] */2 * * *', 'lint-cron-every-minute'],
  ['every minute by its range', '[[0-59]] 13 * * *', 'lint-cron-every-minute'],
  ['every minute of every hour', '* * * * *'],
  ['every minute of every hour of a day', '* * 1 * *'],
  ['every fifth minute of an hour', '*/5 13 * * *'],
  ['every second of a minute', '[[*]] 0 13 * * * *', 'lint-cron-every-minute'],
  ['a week of a month and a weekday', '0 0 [[1-7 * 1]]', 'lint-cron-both-days'],
  ['a day and a weekday', '0 0 [[13 * fri]]', 'lint-cron-both-days'],
  ['the first Monday', '0 0 * * 1#1'],
  ['a weekday and any day', '0 0 ? * 1'],
  ['six fields, a year meant', '0 5 1 * * 2026-2090'],
  ['seven fields', '0 0 5 * * * *'],
  ['a macro', '@daily'],
  ['a padded month', '0 0 1 [[07]] *', 'lint-cron-zero-padded'],
  ['a padded weekday in a list', '0 9 * * 1,[[05]]', 'lint-cron-zero-padded'],
  ['padded hours, which are fine', '00 09 01 * *'],
  ['reversed and padded', '0 0 * * [[05-01/2]]', 'lint-cron-zero-padded'],
  ['a range of one hour', '0 9-9 * * *'],
  [
    'a reversed range and a padded month, which are why it never fires',
    '0 [[17-9]] 1 [[02]] *',
    'lint-cron-empty-range',
    'lint-cron-zero-padded',
  ],
  ['every minute of no hour', '* [[17-9]] * * *', 'lint-cron-empty-range'],
  ['a reversed range with a step beyond its end', '0 [[17-9/2]] * * *', 'lint-cron-empty-range'],
  ['five fields with a question mark for the month', '0 12 1 ? *'],
  ['seven fields with a question mark for the year', '0 0 12 1 * * ?'],
  ['six fields with a question mark among years', '0 0 12 * * [[2030,?]]', 'lint-cron-year-field'],
  ['an invalid schedule has an error instead', '0 0 * *'],
];

describe('lints about a schedule', () => {
  for (const [what, schedule, ...codes] of SCHEDULES) {
    testLints(what, `job { id: "a" schedule: ${quotedMark(schedule)} noop {} }`, codes);
  }

  const words: [schedule: string, message: RegExp][] = [
    [
      '0 14/12 * * *',
      /^`14\/12` is 14 alone: .* 26, is beyond 23, .* `2\/12` for 2 and 14, or `14`/,
    ],
    ['30/30 * * * *', /Write `0\/30` for 0 and 30, or `30` for what it is\.$/],
    ['0 14-20/12 * * *', /is beyond 20, .* over\. Write `14` for what it is\.$/],
    ['0 5/20 * * *', /next step, 25, is beyond 23, .* over\. Write `5` for what it is\.$/],
    ['59/1 * * * *', /next step, 60, is beyond 59, .* over\. Write `59` for what it is\.$/],
    ['50/10 * * * *', /Write `0\/10` for 0, 10, 20, 30, 40 and 50, or `50` for what it is\.$/],
    ['57/9 * * * *', /Write `3\/9` for 3, 12 and so on up to 57, or `57` for what it is\.$/],
    ['* 0 13 * * * *', /each of the 60 seconds of minute 0\. .* write a second, such as `0`\.$/],
    ['* 0,30 13 * * * *', /each of the 60 seconds of 2 minutes\./],
    ['0 0 8-14 * 2', /For the second Tuesday of a month alone, .* and `2#2` as the day of week\.$/],
    ['0 0 22-28 * 0', /For the fourth Sunday of a month alone, .* and `0#4` as the day of week\.$/],
    ['0 0 1-6 * 1', /the first Monday of a month alone is `1#1` as the day of week\.$/],
    ['0 0 2-8 * 1', /Write `\*` in one of them; /],
    ['0 0 1-8 * 1', /Write `\*` in one of them; /],
    ['0 0 1-6,8 * 1', /Write `\*` in one of them; /],
    ['0 0 1-7 * 1,2', /Write `\*` in one of them; /],
    ['0 0 1-7 * 1,5L', /Write `\*` in one of them; /],
    ['0 0 30 2 *', /^No date matches this schedule: it never fires\.$/],
    ['0 0 1 1 * 2020', /^This schedule is in the past: it never fires again\.$/],
    ['0 0 1 1 * 2027', /^This fires once more, on 2027-01-01 \(UTC\), and never again\.$/],
    ['0 0 29 2 *', /less than once a year: next on 2028-02-29 and 2032-02-29 \(UTC\)\.$/],
    ['with 9000h interval', /^This interval is longer than a year\.$/],
    ['0 0 * * 5/2', /^`5\/2` is 5 alone: .* Write `1\/2` for 1, 3 and 5, or `5`/],
    ['* 13 * * *', /each of the 60 minutes of hour 13\. .* write a minute, such as `0`\.$/],
    ['* */2 * * *', /each of the 60 minutes of 12 hours\./],
    [
      '0 0 1-7 * 1',
      /this means every Monday, and every day from 1 to 7\. For the first Monday .*`1#1`/,
    ],
    ['0 0 15-21 * wed', /For the third Wednesday of a month alone, write `\*` .* and `3#3` as/],
    ['0 0 1,15 * mon-fri', /means every day from Monday to Friday, and day 1 and day 15\./],
    ['0 0 L * friL', /means the last Friday, and the last day\./],
    ['0 0 * * 5-7', /`5-7` .*: 7 is Sunday, which is 0\. Write `5-6,0`\.$/],
    ['0 0 * * 6-7', /Write `6,0`\.$/],
    ['0 17-9 * * *', /selects no hour: .* With an empty hour field the service crashes/],
    ['0 17-9,12 * * *', /selects no hour: turn it round, or write two ranges\.$/],
    ['0 0 1 12-1 *', /With an empty month field the service crashes/],
    ['0 0 31-1 * *', /selects no day of month: turn it round, or write two ranges\.$/],
    [
      '0 0 31-1 02 *',
      /as month 0: .* No date matches either, and the two together crash the service/,
    ],
    ['0 0 1 02 *', /as month 0: write it without the leading zero\.$/],
    ['0 0 1 8-7 *', /selects no month: turn it round, or write two ranges\./],
    ['0 0 * * 5-7/2', /7 is Sunday, which is 0\. Write `5,0`\.$/],
    ['0 0 * * fri-7', /7 is Sunday, which is 0\. Write `fri-6,0`\.$/],
    // No date matches, which crashes the service with month 0 alone.
    ['0 0 1 1 05 2020', /as day of week 0: write it without the leading zero\.$/],
    ['0 0 20/15 * *', /Write `5\/15` for 5 and 20, or `20` for what it is\.$/],
    ['0 23/12 * * *', /Write `11\/12` for 11 and 23, or `23` for what it is\.$/],
    ['  0  0 12 * * ?', /leave it out: `0 12 \* \* \?`\.$/],
    ['0 0 12 * * ?', /this one is the year: .* leave it out: `0 12 \* \* \?`\.$/],
  ];
  for (const [schedule, message] of words) {
    it(`say in words what is wrong with ${schedule}`, () => {
      const found = lintsOf(`job { id: "a" schedule: "${schedule}" noop {} }`);
      assert.ok(
        found.some((finding) => message.test(finding.message)),
        JSON.stringify(found),
      );
    });
  }
});

/** The whole string is marked with its quotes, a piece of it without. */
function quotedMark(marked: string): string {
  const whole = /^\[\[(.*)\]\]$/.exec(marked);
  return whole ? `[["${whole[1]}"]]` : `"${marked}"`;
}
