// Lints about cron expressions that are read otherwise than their authors are used to (schedule.md C4, C6, N4).

import { dayWords, ORDINALS, WEEKDAY_NAMES } from '../../../schedule/cron-day-words.ts';
import type { CronExpression } from '../../../schedule/cron-expression.ts';
import type { CronField } from '../../../schedule/cron-field.ts';
import { nthWeekdayMeant } from '../../../schedule/nth-weekday.ts';
import type { ScheduleReport } from './schedule-report.ts';

/** `*` in the minute of certain hours: 60 starts in each of them. The same for seconds. */
export function lintEveryMinute({ fields }: CronExpression, report: ScheduleReport): void {
  const { second, minute, hour } = fields;
  if (second.span && selectsAll(second) && !selectsAll(minute)) {
    const message = `This starts the job in each of the 60 seconds of ${theseOf(minute)}. To start it once, write a second, such as \`0\`.`;
    report('lint-cron-every-minute', message, second.span);
  }
  if (minute.span && selectsAll(minute) && !selectsAll(hour) && hour.values.length > 0) {
    const message = `This starts the job in each of the 60 minutes of ${theseOf(hour)}. To start it once, write a minute, such as \`0\`.`;
    report('lint-cron-every-minute', message, minute.span);
  }
}

function selectsAll({ type, values }: CronField): boolean {
  return values.length === type.max - type.min + 1;
}

function theseOf({ type, values }: CronField): string {
  return values.length === 1 ? `${type.label} ${values[0]}` : `${values.length} ${type.label}s`;
}

/** N4: a day has to fit only one of two restricted day fields. */
export function lintBothDays({ fields }: CronExpression, report: ScheduleReport): void {
  const { dayOfMonth, dayOfWeek } = fields;
  if (!dayOfMonth.restricted || !dayOfWeek.restricted || !dayOfMonth.span || !dayOfWeek.span)
    return;
  const span = { start: dayOfMonth.span.start, end: dayOfWeek.span.end };
  const words = `${dayWords(dayOfWeek)}, and ${dayWords(dayOfMonth)}`;
  const message = `A day has to fit only one of the two day fields: this means ${words}. ${advice(dayOfMonth, dayOfWeek)}`;
  report('lint-cron-both-days', message, span);
}

/** Days of one week of a month and one weekday: what is meant can be said. */
function advice(dayOfMonth: CronField, dayOfWeek: CronField): string {
  const meant = nthWeekdayMeant(dayOfMonth, dayOfWeek);
  if (meant) {
    const { weekday, nth } = meant;
    const name = WEEKDAY_NAMES[weekday];
    return `For the ${ORDINALS[nth - 1]} ${name} of a month alone, write \`*\` as the day of month and \`${weekday}#${nth}\` as the day of week.`;
  }
  return 'Write `*` in one of them; the first Monday of a month alone is `1#1` as the day of week.';
}

/**
 * C4: six fields begin with the minute and end with the year. `?` as month or year comes from dialects that begin with
 * the second, in which it means any day.
 */
export function lintSecondsFirst(
  text: string,
  { fields }: CronExpression,
  report: ScheduleReport,
): void {
  const { second, month, year } = fields;
  if (second.span || !year.span) return;
  const mark = [year, month].find(({ pieces }) => pieces.some((piece) => piece.text === '?'));
  if (!mark?.span) return;
  const five = text.trim().split(/\s+/).slice(1).join(' ');
  const message = `The first of six fields is the minute, and this one is the ${mark.type.label}: \`?\` here is a habit of dialects that begin with the second. If the first field is the second, leave it out: \`${five}\`.`;
  report('lint-cron-year-field', message, mark.span);
}
