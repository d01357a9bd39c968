// One piece of a cron field: what is between its commas (spec schedule.md C6, C7, C13).

import { CRON_FIELD_TYPES, type CronFieldType } from './cron-field-type.ts';

export type CronPiece =
  /** `*` or `?`. */
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'value'; readonly value: number }
  /** `V-V`, or `/N` behind `*`, `V` or `V-V`. Selects nothing if `first` is larger than `last` (C11). */
  | { readonly kind: 'range'; readonly first: number; readonly last: number; readonly step: number }
  /** In the two day fields only (C13). */
  | { readonly kind: 'special-day'; readonly day: SpecialDay };

/** A day that depends on the month. Weekdays count from 0, Sunday. */
export type SpecialDay =
  /** `L`. */
  | { readonly kind: 'last-day' }
  /** `LW`. */
  | { readonly kind: 'last-workday' }
  /** `15W`. */
  | { readonly kind: 'nearest-workday'; readonly day: number }
  /** `5L`. */
  | { readonly kind: 'last-weekday'; readonly weekday: number }
  /** `5#3`; `nth` is 1 to 5. */
  | { readonly kind: 'nth-weekday'; readonly weekday: number; readonly nth: number };

export type ParsedPiece =
  | CronPiece
  /** A step that the field cannot have. */
  | { readonly kind: 'bad-step'; readonly step: string }
  | { readonly kind: 'unknown' };

/** @param text without commas, not empty, in any case */
export function parsePiece(type: CronFieldType, text: string): ParsedPiece {
  const piece = NO_LETTERS.test(text) ? text : lowerCase(text);
  const match = ORDINARY.get(type)?.exec(piece);
  if (!match) {
    const day = parseSpecialDay(type, piece);
    return day ? { kind: 'special-day', day } : { kind: 'unknown' };
  }
  const [, first, last, digits] = match;
  if (last === undefined && digits === undefined) {
    return first === undefined
      ? { kind: 'wildcard' }
      : { kind: 'value', value: type.valueOf(first) };
  }
  const step = digits === undefined ? 1 : stepOf(digits);
  if (digits !== undefined && (step < 1 || step > type.max)) {
    return { kind: 'bad-step', step: digits };
  }
  return {
    kind: 'range',
    first: first === undefined ? type.min : type.valueOf(first),
    last: last === undefined ? type.max : type.valueOf(last),
    step,
  };
}

/** Nearly all pieces. */
const NO_LETTERS = /^[0-9*?/#-]*$/;

/** As Go does: `İ` becomes a plain `i`, which in JavaScript would keep its dot as a second character. */
function lowerCase(text: string): string {
  return text.replaceAll('\u0130', 'i').toLowerCase();
}

/** All but the special days; captures the first value, the last one and the step. */
const ORDINARY: ReadonlyMap<CronFieldType, RegExp> = new Map(
  Object.values(CRON_FIELD_TYPES).map((type) => [
    type,
    new RegExp(`^(?:\\?|(?:\\*|(${type.value})(?:-(${type.value}))?)(?:/([0-9]+))?)$`),
  ]),
);

/** The service looks for the number among the values of all fields; one that it does not find is 0 (C7). */
function stepOf(digits: string): number {
  return /^(?:[0-5]?[0-9]|19[789][0-9]|20[0-9]{2})$/.test(digits) ? Number(digits) : 0;
}

function parseSpecialDay(type: CronFieldType, piece: string): SpecialDay | undefined {
  if (type === CRON_FIELD_TYPES.dayOfMonth) {
    if (piece === 'l') return { kind: 'last-day' };
    if (piece === 'lw') return { kind: 'last-workday' };
    const day = WORKDAY.exec(piece)?.[1];
    return day === undefined ? undefined : { kind: 'nearest-workday', day: type.valueOf(day) };
  }
  if (type === CRON_FIELD_TYPES.dayOfWeek) {
    const [, token, nth] = WEEKDAY.exec(piece) ?? [];
    if (token === undefined) return undefined;
    const weekday = type.valueOf(token);
    return nth === undefined
      ? { kind: 'last-weekday', weekday }
      : { kind: 'nth-weekday', weekday, nth: Number(nth) };
  }
  return undefined;
}

const WORKDAY = new RegExp(`^(${CRON_FIELD_TYPES.dayOfMonth.value})w$`);
const WEEKDAY = new RegExp(`^(${CRON_FIELD_TYPES.dayOfWeek.value})(?:l|#([1-5]))$`);
