// Lints about one schedule that may not do what its author had in mind.

import type { CronExpression } from '../../../schedule/cron-expression.ts';
import { nextCronTime } from '../../../schedule/cron-next.ts';
import type { Schedule } from '../../../schedule/schedule.ts';
import type { LintReport } from '../../../task/lint-report.ts';
import { lintBothDays, lintEveryMinute, lintSecondsFirst } from './cron-habit-lints.ts';
import { lintMisreadPieces, lintStepsOnce } from './cron-piece-lints.ts';
import type { ScheduleReport } from './schedule-report.ts';

/** A year and a day: a schedule such as `@yearly` is meant to be what it is. */
const RARE_MS = 366 * 86_400_000;

/** @param now milliseconds since the epoch */
export function lintSchedule(schedule: Schedule, now: number, lints: LintReport<string>): void {
  const report: ScheduleReport = (code, message, span) =>
    lints.lint(code, message, { field: ['schedule'], ...(span && { span }) });
  if (schedule.kind === 'cron') {
    const { expression } = schedule;
    lintStepsOnce(expression, report);
    lintEveryMinute(expression, report);
    lintBothDays(expression, report);
    lintSecondsFirst(schedule.text, expression, report);
    // What is misread is the reason why it does not fire as often as it seems to.
    if (lintMisreadPieces(expression, report)) return;
  }
  lintFrequency(schedule, now, report);
}

function lintFrequency(schedule: Schedule, now: number, report: ScheduleReport): void {
  if (schedule.kind === 'interval' && schedule.ns > BigInt(RARE_MS) * 1_000_000n) {
    report('lint-schedule-rare', 'This interval is longer than a year.');
  }
  if (schedule.kind === 'cron') lintCronFrequency(schedule.expression, now, report);
}

function lintCronFrequency(expression: CronExpression, now: number, report: ScheduleReport): void {
  const first = nextCronTime(expression, now);
  if (first === undefined) {
    report(
      'lint-schedule-never',
      nextCronTime(expression, 0) === undefined
        ? 'No date matches this schedule: it never fires.'
        : 'This schedule is in the past: it never fires again.',
    );
    return;
  }
  const second = nextCronTime(expression, first);
  if (second === undefined) {
    const day = dateOf(first);
    report('lint-schedule-rare', `This fires once more, on ${day} (UTC), and never again.`);
  } else if (second - first > RARE_MS) {
    const days = `${dateOf(first)} and ${dateOf(second)}`;
    report('lint-schedule-rare', `This fires less than once a year: next on ${days} (UTC).`);
  }
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
