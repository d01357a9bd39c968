// The days of a month that the two day fields of a cron expression select (spec schedule.md N4–N6).

import type { CronExpression } from './cron-expression.ts';
import type { SpecialDay } from './cron-piece.ts';

/**
 * @param month 1 to 12, or 0 for the December before (C9)
 * @return days of the month in ascending order
 */
export function matchingDays(
  { fields: { dayOfMonth, dayOfWeek } }: CronExpression,
  year: number,
  month: number,
): number[] {
  const calendar = monthCalendar(year, month);
  const everyDay = !dayOfMonth.restricted && !dayOfWeek.restricted;
  const selected = new Set<number | undefined>();
  if (dayOfMonth.restricted) {
    for (const day of dayOfMonth.values) selected.add(day);
    for (const day of dayOfMonth.specialDays) selected.add(specialDay(day, calendar));
  }
  if (dayOfWeek.restricted) {
    for (const weekday of dayOfWeek.values) {
      const first = firstDay(weekday, calendar);
      for (let day = first; day <= calendar.length; day += 7) selected.add(day);
    }
    for (const day of dayOfWeek.specialDays) selected.add(specialDay(day, calendar));
  }
  const days: number[] = [];
  for (let day = 1; day <= calendar.length; day++) {
    if (everyDay || selected.has(day)) days.push(day);
  }
  return days;
}

interface MonthCalendar {
  /** In days. */
  readonly length: number;
  /** Weekday of the first day. */
  readonly startsOn: number;
}

function monthCalendar(year: number, month: number): MonthCalendar {
  return {
    length: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    startsOn: new Date(Date.UTC(year, month - 1, 1)).getUTCDay(),
  };
}

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
