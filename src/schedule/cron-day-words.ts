// The day fields of a cron expression in words.

import { listed } from '../text/wording.ts';
import type { CronField, SpannedPiece } from './cron-field.ts';
import type { SpecialDay } from './cron-piece.ts';

/** Names by number, Sunday being 0 (schedule.md C10). */
export const WEEKDAY_NAMES: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

/** The weeks of a month by their numbers from 1. */
export const ORDINALS: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Such as `every Monday` or `every day from 1 to 7`, for the middle of a sentence; `no day` if there is none. */
export function dayWords(field: CronField): string {
  const phrases = field.pieces.flatMap((piece) => pieceWords(piece, field) ?? []);
  return phrases.length === 0 ? 'no day' : listed(phrases);
}

function pieceWords(piece: SpannedPiece, { type }: CronField): string | undefined {
  const isWeekday = type.name === 'dayOfWeek';
  const name = (day: number) => (isWeekday ? (WEEKDAY_NAMES[day] ?? '') : `${day}`);
  switch (piece.kind) {
    case 'value':
      return isWeekday ? `every ${name(piece.value)}` : `day ${piece.value}`;
    case 'special-day':
      return specialDayWords(piece.day);
    case 'range': {
      const { first, last, step } = piece;
      if (first > last) return undefined;
      if (step === 1) return `every day from ${name(first)} to ${name(last)}`;
      const days: string[] = [];
      for (let day = first; day <= last; day += step) days.push(name(day));
      return isWeekday ? `every ${days.join(', ')}` : `day ${days.join(', ')}`;
    }
    default:
      return 'every day';
  }
}

function specialDayWords(day: SpecialDay): string {
  switch (day.kind) {
    case 'last-day':
      return 'the last day';
    case 'last-workday':
      return 'the last working day';
    case 'nearest-workday':
      return `the working day nearest day ${day.day}`;
    case 'last-weekday':
      return `the last ${WEEKDAY_NAMES[day.weekday]}`;
    case 'nth-weekday':
      return `the ${ORDINALS[day.nth - 1]} ${WEEKDAY_NAMES[day.weekday]}`;
  }
}
