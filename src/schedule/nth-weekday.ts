// The weekday of a certain week of each month, such as the first Monday: what two restricted day fields often stand for.

import type { CronField } from './cron-field.ts';

export interface NthWeekday {
  /** 0 to 6, Sunday being 0. */
  readonly weekday: number;
  /** 1 to 4. */
  readonly nth: number;
}

/**
 * What an author probably means who restricts the day of month to one week and the day of week to one day, as in
 * `0 0 1-7 * 1`; the service takes the days that fit either of them (schedule.md N4). Undefined for other fields.
 */
export function nthWeekdayMeant(
  dayOfMonth: CronField,
  dayOfWeek: CronField,
): NthWeekday | undefined {
  const [weekday, another] = dayOfWeek.values;
  const days = dayOfMonth.values;
  const first = days[0] ?? 0;
  const isWeek = days.length === 7 && first % 7 === 1 && days.every((day, i) => day === first + i);
  const isOneDay = another === undefined && dayOfWeek.specialDays.length === 0;
  return weekday !== undefined && isWeek && isOneDay
    ? { weekday, nth: (first + 6) / 7 }
    : undefined;
}
