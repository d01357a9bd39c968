// Fixes of cron expressions that mean something else than they seem to.

import { quotedValue } from '../../golang/quoted-value.ts';
import type { CronExpression } from '../../schedule/cron-expression.ts';
import type { CronField, SpannedPiece } from '../../schedule/cron-field.ts';
import { rangeUpToSunday, startOfSteps } from '../../schedule/meant-range.ts';
import { nthWeekdayMeant } from '../../schedule/nth-weekday.ts';
import { parseSchedule } from '../../schedule/schedule.ts';
import type { Span } from '../../text/span.ts';
import { code } from '../../text/wording.ts';
import { sourceOffset } from '../../textproto/string-literal.ts';
import { replaceString } from './field-edits.ts';
import type { FixCandidate } from './fix.ts';
import { type FixFamily, type FixRequest, stringAt } from './fix-request.ts';

/** A schedule with the piece that the finding is about. */
interface CronPlace {
  readonly text: string;
  readonly expression: CronExpression;
  readonly field: CronField | undefined;
  readonly piece: SpannedPiece | undefined;
}

function cronAt(request: FixRequest): CronPlace | undefined {
  const string = stringAt(request);
  const parsed = string && parseSchedule(string.value);
  if (!string || !parsed?.ok || parsed.schedule.kind !== 'cron') return undefined;
  const { expression } = parsed.schedule;
  const { pieces } = string.node;
  const { start } = request.span;
  const isHere = (span: Span) => sourceOffset(request.source.text, pieces, span.start) === start;
  const fields = Object.values(expression.fields);
  const field = fields.find((one) => one.pieces.some((piece) => isHere(piece.span)));
  const piece = field?.pieces.find((one) => isHere(one.span));
  return { text: string.value, expression, field, piece };
}

/** The schedule with other text in place of some pieces. */
function changed(
  request: FixRequest,
  changes: readonly (readonly [span: Span, by: string])[],
  unsure?: boolean,
): readonly FixCandidate[] {
  const string = stringAt(request);
  if (!string) return [];
  let value = string.value;
  for (const [{ start, end }, by] of changes.toSorted(([a], [b]) => b.start - a.start)) {
    value = value.slice(0, start) + by + value.slice(end);
  }
  const [change] = changes;
  const one = changes.length === 1 ? change : undefined;
  const title = one
    ? `Change ${code(string.value.slice(one[0].start, one[0].end))} to ${code(one[1])}`
    : `Change the schedule to ${quotedValue(value)}`;
  const edits = [replaceString(request.source.text, string.node, value)];
  return [{ title, edits, ...(unsure && { unsure }) }];
}

/** `17-9` the other way round, or over the end of the day; `5-7` as `5-6,0`. */
export const fixEmptyRange: FixFamily = (request) => {
  const { field, piece } = cronAt(request) ?? {};
  if (!field || piece?.kind !== 'range') return [];
  const upToSunday = rangeUpToSunday(field, piece);
  if (upToSunday !== undefined) return changed(request, [[piece.span, upToSunday]]);
  const { type } = field;
  const [, first = '', last = '', step = ''] = /^([^-]+)-([^/]+)(\/.+)?$/.exec(piece.text) ?? [];
  if (first === '') return [];
  const upTo = piece.first === type.max ? first : `${first}-${type.max}`;
  const from = piece.last === type.min ? last : `${type.min}-${last}`;
  return [
    ...changed(request, [[piece.span, `${upTo}${step},${from}${step}`]], true),
    ...changed(request, [[piece.span, `${last}-${first}${step}`]], true),
  ];
};

export const fixZeroPadded: FixFamily = (request) => {
  const { piece } = cronAt(request) ?? {};
  return piece
    ? changed(request, [[piece.span, piece.text.replace(/(?<=^|-)0+(?=[0-9])/g, '')]])
    : [];
};

export const fixStepOnce: FixFamily = (request) => {
  const { field, piece } = cronAt(request) ?? {};
  if (!field || piece?.kind !== 'range') return [];
  const { first, step, span } = piece;
  const start = startOfSteps(field, piece);
  if (start === undefined) return changed(request, [[span, String(first)]]);
  return [
    ...changed(request, [[span, `${start}/${step}`]], true),
    ...changed(request, [[span, String(first)]], true),
  ];
};

export const fixEveryMinute: FixFamily = (request) => {
  const cron = cronAt(request);
  const { second, minute } = cron?.expression.fields ?? {};
  const field = cron?.field ?? minute;
  const wanted = field === second ? second : minute;
  return wanted?.span ? changed(request, [[wanted.span, '0']]) : [];
};

/** The nth weekday of a month where that is what the fields say, or one of the two fields without a restriction. */
export const fixBothDays: FixFamily = (request) => {
  const { dayOfMonth, dayOfWeek } = cronAt(request)?.expression.fields ?? {};
  if (!dayOfMonth?.span || !dayOfWeek?.span) return [];
  const meant = nthWeekdayMeant(dayOfMonth, dayOfWeek);
  const nth: readonly FixCandidate[] = meant
    ? changed(request, [
        [dayOfMonth.span, '*'],
        [dayOfWeek.span, `${meant.weekday}#${meant.nth}`],
      ])
    : [];
  return [
    ...nth,
    ...changed(request, [[dayOfMonth.span, '*']], true),
    ...changed(request, [[dayOfWeek.span, '*']], true),
  ];
};

/** The first of six fields was meant to be the second. */
export const fixSecondsFirst: FixFamily = (request) => {
  const cron = cronAt(request);
  const first = /^\s*\S+\s+/.exec(cron?.text ?? '')?.[0];
  if (first === undefined) return [];
  const shown = (cron?.text ?? '').slice(first.length);
  return changed(request, [[{ start: 0, end: first.length }, '']]).map((candidate) => ({
    ...candidate,
    title: `Change the schedule to ${quotedValue(shown)}`,
  }));
};
