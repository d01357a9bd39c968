// The days of a month that the two day fields of a cron expression select (spec schedule.md N4–N6).

import type { CronExpression } from './cron-expression.ts';
import type { SpecialDay } from './cron-piece.ts';

/**
 * @param month 1 to 12, or 0 for the December before (C9)
 * @return days of the month in ascending order
 */
export function matchingDays(expression: CronExpression, year: number, month: number): number[] {
  const selected = daysOfMonth(expression, year, month);
  const days: number[] = [];
  for (let day = nextDay(selected, 1); day > 0; day = nextDay(selected, day + 1)) days.push(day);
  return days;
}

/** Days of a month, each a bit: 1 for the first day, 2 for the second, 2³⁰ for the 31st. */
export type DaySet = number;

/** The first day of the set that is `from`, 1 to 32, or later; 0 if there is none. */
export function nextDay(days: DaySet, from: number): number {
  const rest = days & (-1 << (from - 1));
  return LONGEST_MONTH + 1 - Math.clz32(rest & -rest);
}

const LONGEST_MONTH = 31;

/** As `matchingDays`, in one number: it is asked for each tick of a cron machine. */
export function daysOfMonth(
  { fields: { dayOfMonth, dayOfWeek } }: CronExpression,
  year: number,
  month: number,
): DaySet {
  const calendar = monthCalendar(year, month);
  const whole = 2 ** calendar.length - 1;
  if (!dayOfMonth.restricted && !dayOfWeek.restricted) return whole;
  let selected = 0;
  if (dayOfMonth.restricted) {
    for (const day of dayOfMonth.values) selected |= bit(day);
    for (const day of dayOfMonth.specialDays) selected |= bit(specialDay(day, calendar));
  }
  if (dayOfWeek.restricted) {
    for (const weekday of dayOfWeek.values) selected |= WEEKLY << (firstDay(weekday, calendar) - 1);
    for (const day of dayOfWeek.specialDays) selected |= bit(specialDay(day, calendar));
  }
  return selected & whole;
}

/** Nothing for no day and for those that no month has. */
function bit(day: number | undefined): DaySet {
  return day === undefined || day > LONGEST_MONTH ? 0 : 1 << (day - 1);
}

/** The 1st and every seventh day after it. */
const WEEKLY: DaySet = bit(1) | bit(8) | bit(15) | bit(22) | bit(29);

interface MonthCalendar {
  /** In days. */
  readonly length: number;
  /** Weekday of the first day. */
  readonly startsOn: number;
}

function monthCalendar(year: number, month: number): MonthCalendar {
  const start = Date.UTC(year, month - 1) / DAY_MS;
  return {
    length: Date.UTC(year, month) / DAY_MS - start,
    startsOn: (start + EPOCH_WEEKDAY) % 7,
  };
}

const DAY_MS = 86_400_000;
/** A Thursday; some weeks more, for the one month that may be before the epoch (C9). */
const EPOCH_WEEKDAY = 4 + 7 * 5;

/** The day of the month, beyond its end or undefined if this month has none. */
function specialDay(day: SpecialDay, calendar: MonthCalendar): number | undefined {
  switch (day.kind) {
    case 'last-day':
      return calendar.length;
    case 'last-workday':
      return nearestWorkday(calendar.length, calendar);
    case 'nearest-workday':
      return day.day <= calendar.length ? nearestWorkday(day.day, calendar) : undefined;
    case 'last-weekday': {
      const first = firstDay(day.weekday, calendar);
      return first + 7 * Math.floor((calendar.length - first) / 7);
    }
    case 'nth-weekday':
      return firstDay(day.weekday, calendar) + 7 * (day.nth - 1);
  }
}

function firstDay(weekday: number, { startsOn }: MonthCalendar): number {
  return 1 + ((weekday - startsOn + 7) % 7);
}

/** Monday to Friday, in the same month (N5). */
function nearestWorkday(day: number, { length, startsOn }: MonthCalendar): number {
  const weekday = (startsOn + day - 1) % 7;
  if (weekday === SATURDAY) return day > 1 ? day - 1 : day + 2;
  if (weekday === SUNDAY) return day < length ? day + 1 : day - 2;
  return day;
}

const SUNDAY = 0;
const SATURDAY = 6;
