// The next time of a cron expression (spec schedule.md 4.4).

import { type DaySet, daysOfMonth, nextDay } from './cron-days.ts';
import type { CronExpression } from './cron-expression.ts';

/**
 * The first matching whole second after `from`, or undefined if there is none up to 2099. An expression
 * with an empty list of values never fires; the service's library would panic over some of them (C11).
 *
 * One thing is strange and on purpose: a zero-padded month, `01` to `09`, is month 0 to the service (C9).
 * Each year but the one `from` is in begins with it, and it is the December of the year before. So the
 * answer of such an expression may be `from` or earlier, again and again.
 *
 * @param from milliseconds since the Unix epoch, UTC, as is the answer
 */
export function nextCronTime(expression: CronExpression, from: number): number | undefined {
  if (from === GO_ZERO_TIME) return undefined;
  const earliest = timeOfDayFrom(expression, 0);
  if (earliest === undefined) return undefined;

  const second = Math.floor(from / SECOND_MS);
  const now = new Date(second * SECOND_MS);
  const nowYear = now.getUTCFullYear();
  const nowMonth = now.getUTCMonth() + 1;
  const { year: years, month: months } = expression.fields;
  // The calendar has 14 kinds of years: one that has no match stands for all like it.
  let kindsWithoutMatch = 0;
  for (const year of years.values) {
    if (year < nowYear) continue;
    const isThisYear = year === nowYear;
    const kind = 1 << kindOfYear(year);
    if ((kind & kindsWithoutMatch) !== 0) continue;
    for (const month of months.values) {
      if (isThisYear && month < nowMonth) continue;
      const days = daysOfMonth(expression, year, month);
      if (isThisYear && month === nowMonth) {
        const next = nextThisMonth(expression, days, second, earliest);
        if (next !== undefined) return next;
      } else if (days !== 0) {
        return Date.UTC(year, month - 1, nextDay(days, 1)) + earliest * SECOND_MS;
      }
    }
    // Of this year, only the rest was looked at.
    if (!isThisYear) kindsWithoutMatch |= kind;
  }
  return undefined;
}

/**
 * @param days of the month that `second` is in, which is not before 1970
 * @param earliest on any day but today
 */
function nextThisMonth(
  expression: CronExpression,
  days: DaySet,
  second: number,
  earliest: number,
): number | undefined {
  const timeOfDay = second % DAY;
  const midnight = second - timeOfDay;
  const today = new Date(second * SECOND_MS).getUTCDate();
  const isDue = nextDay(days, today) === today;
  const later = isDue ? timeOfDayFrom(expression, timeOfDay + 1) : undefined;
  if (later !== undefined) return (midnight + later) * SECOND_MS;
  const day = nextDay(days, today + 1);
  return day === 0 ? undefined : (midnight + (day - today) * DAY + earliest) * SECOND_MS;
}

/** Go's zero time.Time, for which there is no next time (N3). */
const GO_ZERO_TIME = Date.parse('0001-01-01T00:00:00Z');

const SECOND_MS = 1000;
/** In seconds. */
const DAY = 86_400;

/**
 * 0 to 13: equal for years whose days fall on the same weekdays; so do those of the Decembers before (C9).
 */
function kindOfYear(year: number): number {
  const leapDaysBefore = leapDays(year - 1);
  const isLeap = leapDays(year) > leapDaysBefore;
  return ((year + leapDaysBefore) % 7) + (isLeap ? 7 : 0);
}

/** How many there were up to the end of the year, which is after the beginning of our era. */
function leapDays(year: number): number {
  return Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

/** Seconds since midnight: the first ones that match and are `time` or more. */
function timeOfDayFrom({ fields }: CronExpression, time: number): number | undefined {
  const { hour: hours, minute: minutes, second: seconds } = fields;
  for (const hour of hours.values) {
    if (hour * 3600 + 3599 < time) continue;
    for (const minute of minutes.values) {
      const start = hour * 3600 + minute * 60;
      if (start + 59 < time) continue;
      for (const second of seconds.values) if (start + second >= time) return start + second;
    }
  }
  return undefined;
}
