// What an author probably means by a range of a cron field that the service reads otherwise.

import type { CronField, SpannedPiece } from './cron-field.ts';

/**
 * The text for days of the week up to Sunday, such as `5-6,0` for `5-7`: the service takes 7 for 0, and so selects nothing
 * (schedule.md C10). Undefined for what is no such range.
 */
export function rangeUpToSunday({ type }: CronField, piece: SpannedPiece): string | undefined {
  if (type.name !== 'dayOfWeek' || piece.kind !== 'range' || piece.first === 0) return undefined;
  const [, begin] = /^([^-]+)-7(?:\/|$)/.exec(piece.text) ?? [];
  if (begin === undefined) return undefined;
  const { first, step } = piece;
  const isAlone = first + step > SATURDAY;
  const before = isAlone ? begin : `${begin}-${SATURDAY}${step > 1 ? `/${step}` : ''}`;
  const reachesSunday = (SATURDAY + 1 - first) % step === 0;
  return reachesSunday ? `${before},0` : before;
}

const SATURDAY = 6;

/**
 * Where steps begin that somebody means to start over, such as 2 for `14/12` in the hour field, of which the service takes 14
 * alone (schedule.md C7). Undefined if they cannot begin earlier, or are not to go on to the last value of the field.
 */
export function startOfSteps({ type }: CronField, piece: SpannedPiece): number | undefined {
  if (piece.kind !== 'range') return undefined;
  const { first, last, step } = piece;
  const start = type.min + ((first - type.min) % step);
  return start < first && last === type.max && step > 1 ? start : undefined;
}
