// Cron expressions in the dialect of the service (spec schedule.md 4.3, after gorhill/cronexpr).

import { quotedValue } from '../golang/quoted-value.ts';
import type { Span } from '../text/span.ts';
import { type CronField, impliedField, parseCronField } from './cron-field.ts';
import { CRON_FIELD_TYPES, type CronFieldName, type CronFieldType } from './cron-field-type.ts';
import { type ExpandedText, expandMacros, MACRO_NAMES } from './cron-macros.ts';
import type { ScheduleError } from './schedule-error.ts';

export interface CronExpression {
  /** From second to year, in this order. */
  readonly fields: Readonly<Record<CronFieldName, CronField>>;
  /** Fields beyond the seventh, which nothing looks at (C3). */
  readonly ignored: Span | undefined;
}

export type ParsedCron = { readonly ok: true; readonly expression: CronExpression } | ScheduleError;

/** Of several mistakes the service reports the one in the first field, and so does this (C14). */
export function parseCron(schedule: string): ParsedCron {
  const expanded = expandMacros(schedule);
  const words = Array.from(expanded.text.matchAll(WORD));
  if (words.length < 5) return tooFewFields(schedule, words.length);

  const fields = { ...IMPLIED };
  for (const [i, type] of fieldTypes(words.length).entries()) {
    const { 0: word = '', index = 0 } = words[i] ?? {};
    const parsed = parseCronField(type, word, (start, end) =>
      expanded.sourceSpan({ start: index + start, end: index + end }),
    );
    if (!parsed.ok) return words.length === 6 ? notASecond(parsed) : parsed;
    fields[type.name] = parsed.field;
  }
  return { ok: true, expression: { fields, ignored: ignoredSpan(words, expanded) } };
}

const IMPLIED = Object.fromEntries(
  Object.values(CRON_FIELD_TYPES).map((type) => [type.name, impliedField(type)]),
) as Record<CronFieldName, CronField>;

/** White space is these five characters; a JavaScript `\S` would know more (C2). */
const WORD = /[^\t\n\f\r ]+/g;

/** What the fields are if there are `count`, at least 5, of them (C4). */
function fieldTypes(count: number): readonly CronFieldType[] {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek, year } = CRON_FIELD_TYPES;
  const five = [minute, hour, dayOfMonth, month, dayOfWeek];
  if (count === 5) return five;
  return count === 6 ? [...five, year] : [second, ...five, year];
}

function ignoredSpan(words: readonly RegExpExecArray[], expanded: ExpandedText): Span | undefined {
  const [first, last] = [words[7], words.at(-1)];
  return (
    first && last && expanded.sourceSpan({ start: first.index, end: last.index + last[0].length })
  );
}

function tooFewFields(schedule: string, count: number): ScheduleError {
  return {
    ok: false,
    code: 'schedule-cron-missing-fields',
    reason: describeTooFew(schedule, count),
    span: { start: 0, end: schedule.length },
  };
}

/** What was probably meant: words that would have been another kind of schedule, but for a detail (S4). */
function describeTooFew(schedule: string, count: number): string {
  const bare = schedule.trim().toLowerCase();
  if (bare === 'triggered' || bare === 'continuously') {
    return `Write \`${bare}\` in lower case and without white space around it.`;
  }
  if (/^with\s/.test(bare)) {
    return 'An interval is written `with <duration> interval`, in lower case and with one space between the words: for example `with 30s interval`.';
  }
  if (bare.startsWith('@')) {
    return `${quotedValue(schedule)} is not a schedule that the service knows: use ${MACRO_NAMES.join(', ')}, or five cron fields.`;
  }
  return `A cron expression has at least five fields (minute, hour, day of month, month, day of week), but this has ${count}. Other schedules are \`triggered\`, \`continuously\` and \`with 30s interval\`.`;
}

/** Elsewhere six fields often begin with the second. */
function notASecond(error: ScheduleError): ScheduleError {
  return {
    ...error,
    reason: `${error.reason} With six fields the first is the minute; to start with the second, write seven.`,
  };
}
