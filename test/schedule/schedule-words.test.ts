import assert from 'node:assert/strict';
import { parseSchedule } from '../../src/schedule/schedule.ts';
import { scheduleWords } from '../../src/schedule/schedule-words.ts';

const TABLE: [schedule: string, words: string][] = [
  ['triggered', 'only when it is triggered'],
  ['continuously', 'again as soon as the last run has ended'],
  ['with 30s interval', '30 seconds after the last run has ended'],
  ['with 1h30m interval', '1 hour 30 minutes after the last run has ended'],
  ['with 49h interval', '2 days 1 hour after the last run has ended'],
  ['with 0.0000015s interval', '1 microsecond 500 nanoseconds after the last run has ended'],
  ['* * * * *', 'every minute'],
  ['*/5 * * * *', 'every 5 minutes'],
  ['*/7 * * * *', 'at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour'],
  ['5 * * * *', 'at minute 5 of every hour'],
  ['5,35 * * * *', 'at minutes 5 and 35 of every hour'],
  ['5-8 * * * *', 'at minutes 5 to 8 of every hour'],
  ['3/10 * * * *', 'every 10th minute from 3 of every hour'],
  ['0 3 * * *', 'at 03:00 every day'],
  ['0,30 3,15 * * *', 'at 03:00, 03:30, 15:00 and 15:30 every day'],
  ['0 */3 * * *', 'at minute 0 of every 3rd hour'],
  ['15 1/2 * * *', 'at minute 15 of every 2nd hour from 1'],
  ['0 9-17 * * *', 'at minute 0 of hours 9 to 17'],
  ['* 3 * * *', 'every minute of hour 3'],
  ['*/10 9-17 * * mon-fri', 'every 10 minutes of hours 9 to 17 on every day from Monday to Friday'],
  ['0 3 * * mon', 'at 03:00 every Monday'],
  ['0 3 1 * *', 'at 03:00 on day 1'],
  ['0 3 1 * 1', 'at 03:00 every Monday and day 1'],
  ['0 0 L * *', 'at 00:00 on the last day'],
  ['0 0 * 1,3-6 *', 'at 00:00 every day in January and March to June'],
  ['0 0 1 01 *', 'at 00:00 on day 1 in the December before'],
  ['0 0 1 1 * 2030-2032', 'at 00:00 on day 1 in January in 2030 to 2032'],
  ['30 0 3 * * * *', 'at 03:00:30 every day'],
  ['* * * * * * *', 'every second'],
  ['*/15 * * * * * *', 'every 15th second'],
  ['*/15 0 3,4 * * * *', 'every 15th second of minute 0 of hours 3 and 4'],
  ['5 * * * * * *', 'at second 5 of every minute'],
  ['5 * 9-17 * * * *', 'at second 5 of every minute of hours 9 to 17'],
  ['* 0 * * * * *', 'every second of minute 0 of every hour'],
  ['*/15 5 * * * * *', 'every 15th second of minute 5 of every hour'],
  ['* * 3 * * * *', 'every second of hour 3'],
  ['0 17-9 * * *', 'never'],
  ['@daily', 'at 00:00 every day'],
];

describe('schedules in words', () => {
  for (const [schedule, words] of TABLE) {
    it(schedule, () => {
      const parsed = parseSchedule(schedule);
      assert.ok(parsed.ok);
      assert.equal(scheduleWords(parsed.schedule), words);
    });
  }
});
