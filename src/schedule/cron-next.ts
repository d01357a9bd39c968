// The next time of a cron expression (spec schedule.md 4.4).

import { matchingDays } from './cron-days.ts';
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
  const earliest = timeOfDayAfter(expression, -1);
  if (earliest === undefined) return undefined;

  const second = Math.floor(from / 1000);
  const now = new Date(second * 1000);
  const [nowYear, nowMonth, nowDay] = [
    now.getUTCFullYear(),
    now.getUTCMonth() + 1,
    now.getUTCDate(),
  ];
  const { year: years, month: months } = expression.fields;
  // The calendar has 14 kinds of years: one that has no match stands for all like it.
  const withoutMatch = new Set<number>();
  for (const year of years.values.filter((value) => value >= nowYear)) {
    const kind = kindOfYear(year);
    if (withoutMatch.has(kind)) continue;
    for (const month of months.values) {
      if (year === nowYear && month < nowMonth) continue;
      const isNow = year === nowYear && month === nowMonth;
      for (const day of matchingDays(expression, year, month)) {
        if (isNow && day < nowDay) continue;
        const isToday = isNow && day === nowDay;
        // Today is not before 1970, so that the remainder is the time of day.
        const time = isToday ? timeOfDayAfter(expression, second % DAY) : earliest;
        if (time !== undefined) return Date.UTC(year, month - 1, day) + time * 1000;
      }
    }
    if (year > nowYear) withoutMatch.add(kind);
  }
  return undefined;
}

/** Go's zero time.Time, for which there is no next time (N3). */
const GO_ZERO_TIME = Date.parse('0001-01-01T00:00:00Z');

const DAY = 86_400;
const DAY_MS = 1000 * DAY;

/** Equal for years whose days fall on the same weekdays; so do those of the Decembers before (C9). */
function kindOfYear(year: number): number {
  const start = Date.UTC(year, 0) / DAY_MS;
  const length = Date.UTC(year + 1, 0) / DAY_MS - start;
  return (start % 7) + 7 * length;
}

/** Seconds since midnight: the first ones that match and are more than `time`. */
function timeOfDayAfter({ fields }: CronExpression, time: number): number | undefined {
  for (const hour of fields.hour.values) {
    for (const minute of fields.minute.values) {
      const start = hour * 3600 + minute * 60;
      if (start + 59 <= time) continue;
      const second = fields.second.values.find((value) => start + value > time);
      if (second !== undefined) return start + second;
    }
  }
  return undefined;
}
