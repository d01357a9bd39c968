// One field of a cron expression: pieces with commas between them (spec schedule.md C5, C7, C12, C13).

import { quotedValue } from '../golang/quoted-value.ts';
import type { Span } from '../text/span.ts';
import { CRON_FIELD_TYPES, type CronFieldName, type CronFieldType } from './cron-field-type.ts';
import { type CronPiece, parsePiece, type SpecialDay } from './cron-piece.ts';
import type { ScheduleError } from './schedule-error.ts';

export interface CronField {
  readonly type: CronFieldType;
  /** Undefined for a second or year that was left out: 0 or any. */
  readonly span: Span | undefined;
  readonly pieces: readonly SpannedPiece[];
  /** What the pieces select other than special days, each once, in ascending order. */
  readonly values: readonly number[];
  /** Each once. */
  readonly specialDays: readonly SpecialDay[];
  /** None of the pieces is `*` or `?` (N4). A step of 1 selects as much and still restricts. */
  readonly restricted: boolean;
}

export type SpannedPiece = {
  /** As written, by the user or in a macro. */
  readonly text: string;
  readonly span: Span;
} & (
  | CronPiece
  /** Makes no sense and need not: the service has stopped reading at a wildcard before it (C12). */
  | { readonly kind: 'unknown' }
);

export type ParsedCronField = { readonly ok: true; readonly field: CronField } | ScheduleError;

/**
 * @param text without white space, not empty
 * @param spanOf turns a range of `text` into one of the schedule
 */
export function parseCronField(
  type: CronFieldType,
  text: string,
  spanOf: (start: number, end: number) => Span,
): ParsedCronField {
  const pieces: SpannedPiece[] = [];
  for (let start = 0; start < text.length; ) {
    const comma = text.indexOf(',', start);
    const end = comma < 0 ? text.length : comma;
    if (end > start) {
      const piece = text.slice(start, end);
      const span = spanOf(start, end);
      const parsed = parsePiece(type, piece);
      // Steps are judged while the field is read, before any other mistake in it (C7).
      if (parsed.kind === 'bad-step') return badStep(type, parsed.step, span);
      pieces.push({ ...parsed, text: piece, span });
    }
    start = end + 1;
  }
  if (pieces.length === 0) {
    return {
      ok: false,
      code: 'schedule-cron-field-empty',
      reason: `The ${type.label} field has only commas: write ${type.choices}.`,
      span: spanOf(0, text.length),
    };
  }
  const wildcard = pieces.findIndex(({ kind }) => kind === 'wildcard');
  const judged = wildcard >= 0 && !isDayField(type) ? pieces.slice(0, wildcard) : pieces;
  const unknown = judged.find(({ kind }) => kind === 'unknown');
  if (unknown) {
    return {
      ok: false,
      code: 'schedule-cron-field-syntax',
      reason: `${quotedValue(unknown.text)} is not allowed in the ${type.label} field: write ${type.choices}.`,
      span: unknown.span,
    };
  }
  const restricted = wildcard < 0;
  return {
    ok: true,
    field: {
      type,
      span: spanOf(0, text.length),
      pieces,
      values: restricted ? selectedValues(type, pieces) : allValues(type),
      specialDays: specialDays(pieces),
      restricted,
    },
  };
}

function badStep(type: CronFieldType, step: string, span: Span): ScheduleError {
  return {
    ok: false,
    code: 'schedule-cron-step-invalid',
    reason: `A step in the ${type.label} field must be ${stepRange(type)}, not ${quotedValue(step)}.`,
    span,
  };
}

/** The years between are not among the numbers that the service knows as steps. */
function stepRange({ name, max }: CronFieldType): string {
  return name === 'year' ? '1 to 59' : `1 to ${max}`;
}

function isDayField({ name }: CronFieldType): boolean {
  return name === 'dayOfMonth' || name === 'dayOfWeek';
}

function selectedValues({ max }: CronFieldType, pieces: readonly SpannedPiece[]): number[] {
  const selected = new Uint8Array(max + 1);
  for (const piece of pieces) {
    if (piece.kind === 'value') {
      selected[piece.value] = 1;
    } else if (piece.kind === 'range') {
      for (let value = piece.first; value <= piece.last; value += piece.step) selected[value] = 1;
    }
  }
  const values: number[] = [];
  for (let value = 0; value <= max; value++) if (selected[value] === 1) values.push(value);
  return values;
}

function specialDays(pieces: readonly SpannedPiece[]): SpecialDay[] {
  const days: SpecialDay[] = [];
  for (const piece of pieces) if (piece.kind === 'special-day') days.push(piece.day);
  if (days.length < 2) return days;
  return [...new Map(days.map((day) => [JSON.stringify(day), day])).values()];
}

function allValues({ name }: CronFieldType): readonly number[] {
  return ALL_VALUES[name];
}

/** Made once: most fields of most schedules are `*`. */
const ALL_VALUES = Object.fromEntries(
  Object.values(CRON_FIELD_TYPES).map(({ name, min, max }) => [
    name,
    Array.from({ length: max - min + 1 }, (_, i) => min + i),
  ]),
) as unknown as Readonly<Record<CronFieldName, readonly number[]>>;

/** The second or the year of an expression that has no such field (C4). */
export function impliedField(type: CronFieldType): CronField {
  const isSecond = type === CRON_FIELD_TYPES.second;
  return {
    type,
    span: undefined,
    pieces: [],
    values: isSecond ? [0] : allValues(type),
    specialDays: [],
    restricted: isSecond,
  };
}
