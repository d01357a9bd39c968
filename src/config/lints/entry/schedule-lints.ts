// Lints about one schedule that may not do what its author had in mind. Facts are those of schedule.md.

import type { CronExpression } from '../../../schedule/cron-expression.ts';
import type { CronField, SpannedPiece } from '../../../schedule/cron-field.ts';
import { nextCronTime } from '../../../schedule/cron-next.ts';
import { parseSchedule, type Schedule } from '../../../schedule/schedule.ts';
import type { LintReport } from '../../../task/lint-report.ts';
import type { Span } from '../../../text/span.ts';
import type { LINT_CODES } from '../codes.ts';

/** A year and a day: a schedule such as `@yearly` is meant to be what it is. */
const RARE_MS = 366 * 86_400_000;

type ScheduleLintReport = LintReport<keyof typeof LINT_CODES>;

/** @param text the field's value; one that is not valid has an error instead */
export function lintSchedule(text: string, now: number, report: ScheduleLintReport): void {
  const parsed = parseSchedule(text);
  if (!parsed.ok) return;
  const { schedule } = parsed;
  const at = (span: Span) => ({ field: ['schedule'], span });
  if (schedule.kind === 'cron') {
    const { expression } = schedule;
    const pieces = piecesOf(expression);
    const empty = pieces.filter(([, piece]) => isReversed(piece));
    for (const [{ type }, { text: piece, span }] of empty) {
      report.lint(
        'lint-cron-empty-range',
        `\`${piece}\` ends before it begins, so it selects no ${type.label}: turn it round, or write two ranges.`,
        at(span),
      );
    }
    const padded = pieces.filter(isZeroPadded);
    for (const [{ type }, { text: piece, span }] of padded) {
      report.lint(
        'lint-cron-zero-padded',
        `The service reads \`${piece}\` as ${type.label} 0: write it without the leading zero.`,
        at(span),
      );
    }
    if (isYearByMistake(expression)) {
      const { span } = expression.fields.year;
      report.lint(
        'lint-cron-year-field',
        'Of six fields the first is the minute, not the second, and the last is the year, not the day of the week. ' +
          'Remove this field, or write seven fields to begin with seconds.',
        span ? at(span) : { field: ['schedule'] },
      );
    }
    // Either is the reason why it does not fire as often as it seems to.
    if (empty.length + padded.length > 0) return;
  }
  lintFrequency(schedule, now, report);
}

function lintFrequency(schedule: Schedule, now: number, report: ScheduleLintReport): void {
  const at = { field: ['schedule'] };
  if (schedule.kind === 'interval' && schedule.ns > BigInt(RARE_MS) * 1_000_000n) {
    report.lint('lint-schedule-rare', 'This interval is longer than a year.', at);
  }
  if (schedule.kind !== 'cron') return;
  const { expression } = schedule;
  const first = nextCronTime(expression, now);
  if (first === undefined) {
    report.lint(
      'lint-schedule-never',
      nextCronTime(expression, 0) === undefined
        ? 'No date matches this schedule: it never fires.'
        : 'This schedule is in the past: it never fires again.',
      at,
    );
    return;
  }
  const second = nextCronTime(expression, first);
  if (second === undefined) {
    const day = dateOf(first);
    report.lint(
      'lint-schedule-rare',
      `This fires once more, on ${day} (UTC), and never again.`,
      at,
    );
  } else if (second - first > RARE_MS) {
    const days = `${dateOf(first)} and ${dateOf(second)}`;
    report.lint(
      'lint-schedule-rare',
      `This fires less than once a year: next on ${days} (UTC).`,
      at,
    );
  }
}

function piecesOf({ fields }: CronExpression): [CronField, SpannedPiece][] {
  return Object.values(fields).flatMap((field) =>
    field.pieces.map((piece): [CronField, SpannedPiece] => [field, piece]),
  );
}

/** The service does not compare the two ends, and selects nothing (C10, C11). */
function isReversed(piece: SpannedPiece): boolean {
  return piece.kind === 'range' && piece.first > piece.last;
}

/** C9: months and weekdays are looked up by their text, and none has a leading zero. */
function isZeroPadded([{ type }, { text }]: [CronField, SpannedPiece]): boolean {
  if (type.name === 'month') return /(?:^|-)0[0-9]/.test(text);
  return type.name === 'dayOfWeek' && /(?:^|-)0[0-7]/.test(text);
}

/**
 * C4: six fields end with the year. Nobody needs a year field to say "any year", so it is there because
 * somebody counted the fields from the seconds on.
 */
function isYearByMistake({ fields }: CronExpression): boolean {
  return (
    fields.second.span === undefined && fields.year.span !== undefined && !fields.year.restricted
  );
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
