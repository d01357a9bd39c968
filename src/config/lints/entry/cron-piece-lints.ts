// Lints about single pieces of cron fields, which are between the commas (schedule.md C7, C9–C11).

import type { CronExpression } from '../../../schedule/cron-expression.ts';
import type { CronField, SpannedPiece } from '../../../schedule/cron-field.ts';
import { nextCronTime } from '../../../schedule/cron-next.ts';
import { rangeUpToSunday, startOfSteps } from '../../../schedule/meant-range.ts';
import type { ScheduleReport } from './schedule-report.ts';

/** A piece with the field that it is in. */
type PieceInField = readonly [field: CronField, piece: SpannedPiece];

/**
 * Reversed ranges and padded months and weekdays.
 * @returns whether there are any
 */
export function lintMisreadPieces(expression: CronExpression, report: ScheduleReport): boolean {
  const pieces = piecesOf(expression);
  const reversed = pieces.filter(isReversed);
  for (const [field, piece] of reversed) {
    report('lint-cron-empty-range', `${emptyRange(field, piece)}${panic(field)}`, piece.span);
  }
  const padded = pieces.filter(isZeroPadded);
  for (const [{ type }, { text, span }] of padded) {
    const message = `The service reads \`${text}\` as ${type.label} 0: write it without the leading zero.`;
    const isFatal = type.name === 'month' && nextCronTime(expression, 0) === undefined;
    report('lint-cron-zero-padded', isFatal ? `${message} ${RECURSION}` : message, span);
  }
  return reversed.length + padded.length > 0;
}

/** With month 0 and no day to be found, the search of the service calls itself for ever. */
const RECURSION =
  'No date matches either, and the two together crash the service: it looks for the next time until it runs out of memory.';

function emptyRange(field: CronField, piece: SpannedPiece): string {
  const message = `\`${piece.text}\` ends before it begins, so it selects no ${field.type.label}`;
  const upToSunday = rangeUpToSunday(field, piece);
  return upToSunday === undefined
    ? `${message}: turn it round, or write two ranges.`
    : `${message}: 7 is Sunday, which is 0. Write \`${upToSunday}\`.`;
}

/** What the service does about a field in which nothing is selected. */
function panic({ type, values }: CronField): string {
  if (values.length > 0 || !CRASHING.has(type.name)) return '';
  return ` With an empty ${type.label} field the service crashes when it looks for the next time.`;
}

const CRASHING: ReadonlySet<string> = new Set(['second', 'minute', 'hour', 'month']);

/** Steps that end beyond the last value before they have added one: `14/12` in the hour field is 14 alone. */
export function lintStepsOnce(expression: CronExpression, report: ScheduleReport): void {
  for (const [field, piece] of piecesOf(expression)) {
    const { type } = field;
    if (isZeroPadded([field, piece]) || piece.kind !== 'range' || !piece.text.includes('/'))
      continue;
    const { text, span, first, last, step } = piece;
    if (first > last || first + step <= last) continue;
    const start = startOfSteps(field, piece);
    const advice =
      start === undefined
        ? `Write \`${first}\` for what it is.`
        : `Write \`${start}/${step}\` for ${listed(start, step, type.max)}, or \`${first}\` for what it is.`;
    report(
      'lint-cron-step-once',
      `\`${text}\` is ${first} alone: the next step, ${first + step}, is beyond ${last}, and steps do not start over. ${advice}`,
      span,
    );
  }
}

/** A longer list says no more than how it begins. */
const MOST_LISTED = 5;

/** Two values at least. */
function listed(first: number, step: number, last: number): string {
  const values: number[] = [];
  for (let value = first; value <= last; value += step) values.push(value);
  const end = values.pop();
  if (values.length > MOST_LISTED) return `${values.slice(0, 2).join(', ')} and so on up to ${end}`;
  return `${values.join(', ')} and ${end}`;
}

function piecesOf({ fields }: CronExpression): PieceInField[] {
  return Object.values(fields).flatMap((field) =>
    field.pieces.map((piece): PieceInField => [field, piece]),
  );
}

/** The service does not compare the two ends, and selects nothing (C10, C11). */
function isReversed([, piece]: PieceInField): boolean {
  return piece.kind === 'range' && piece.first > piece.last;
}

/** C9: months and weekdays are looked up by their text, and none has a leading zero. */
function isZeroPadded([{ type }, { text }]: PieceInField): boolean {
  if (type.name === 'month') return /(?:^|-)0[0-9]/.test(text);
  return type.name === 'dayOfWeek' && /(?:^|-)0[0-7]/.test(text);
}
