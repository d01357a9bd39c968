// Schedules that are offered: whole ones, and inside of a cron expression what its fields may be.

import { CRON_FIELD_TYPES, type CronFieldName } from '../../schedule/cron-field-type.ts';
import { MACRO_NAMES } from '../../schedule/cron-macros.ts';
import { parseSchedule } from '../../schedule/schedule.ts';
import { scheduleWords } from '../../schedule/schedule-words.ts';
import { upcomingTimes } from '../../schedule/upcoming-times.ts';
import { utcTime } from '../time-words.ts';
import type { CompletionContext } from './completion-context.ts';
import type { TextOffer } from './text-offer.ts';

const INTERVALS = ['30s', '5m', '15m', '1h', '6h', '24h'].map(
  (duration) => `with ${duration} interval`,
);

/** What people write, the plain forms first. */
const CRONS = [
  '0 * * * *',
  '*/15 * * * *',
  '0 */6 * * *',
  '0 3 * * *',
  '0 3 * * mon-fri',
  '0 3 * * sun',
  '0 0 1 * *',
];

const JOB_FORMS = ['triggered', ...CRONS, ...INTERVALS, 'continuously', ...MACRO_NAMES];
const TRIGGER_FORMS = [...INTERVALS, 'continuously', ...CRONS, 'triggered', ...MACRO_NAMES];

/** @param before what stands in the value before the cursor */
export function scheduleTexts(
  context: CompletionContext,
  before: string,
  kind: 'job' | 'trigger',
): readonly TextOffer[] {
  const { now } = context;
  const forms = (kind === 'job' ? JOB_FORMS : TRIGGER_FORMS)
    .filter((form) => form.startsWith(before))
    .map((text) => ({ text, detail: scheduleDetail(text, now) }));
  if (!/^[0-9*?]/.test(before)) return forms;
  return [...cronFieldTexts(context, before), ...forms.map((form) => ({ ...form, rank: 100 }))];
}

/** Words, and when the schedule is due next. @param text of a valid schedule */
function scheduleDetail(text: string, now: number): string {
  const parsed = parseSchedule(text);
  if (!parsed.ok) return '';
  const [next] = upcomingTimes(parsed.schedule, now, 1);
  const words = scheduleWords(parsed.schedule);
  return next === undefined ? words : `${words}; next ${utcTime(next)}`;
}

/** What is offered in each field. */
const FIELD_TEXTS: Readonly<Record<CronFieldName, readonly string[]>> = {
  second: ['0', '*/15', '*/30'],
  minute: ['0', '*/5', '*/10', '*/15', '*/30', '30', '*'],
  hour: ['*', '*/2', '*/3', '*/6', '*/12', '0', '9-17'],
  dayOfMonth: ['*', '1', '15', 'L', 'LW', '1-7'],
  month: ['*', '1', '*/3', '1-6'],
  dayOfWeek: [
    '*',
    'mon-fri',
    'mon',
    'tue',
    'wed',
    'thu',
    'fri',
    'sat',
    'sun',
    'sat,sun',
    'mon#1',
    'friL',
  ],
  year: ['*', '2030'],
};

/** What each field may list one by one, where that has names. */
const LISTED: Partial<Readonly<Record<CronFieldName, readonly string[]>>> = {
  month: [...'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')],
  dayOfWeek: [...'mon tue wed thu fri sat sun'.split(' ')],
};

/** @param typed what the field has before the cursor, in lower case: behind a comma, the next one of its list is offered */
function piecesFor(name: CronFieldName, typed: string): readonly string[] {
  const list = typed.slice(0, typed.lastIndexOf(',') + 1);
  if (list === '') return FIELD_TEXTS[name];
  const listed = list.split(',');
  return (LISTED[name] ?? []).filter((one) => !listed.includes(one)).map((one) => list + one);
}

const FIVE: readonly CronFieldName[] = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'];

/** For the field that the cursor is in, in an expression that is complete or will be one of five fields. */
function cronFieldTexts(
  { text, offset, now }: CompletionContext,
  before: string,
): readonly TextOffer[] {
  const start = offset - before.length;
  const value = `${before}${/^[^"'\n]*/.exec(text.slice(offset))?.[0] ?? ''}`.trimEnd();
  const words = Array.from(value.matchAll(/\S+/g), ({ 0: word, index }) => ({ word, index }));
  const from = before.length - (/\S*$/.exec(before)?.[0].length ?? 0);
  const current = words.findIndex(({ index }) => index === from);
  const index = words.filter((word) => word.index < from).length;
  const count = Math.max(words.length + (current < 0 ? 1 : 0), 5);
  const name = fieldNames(count)[index];
  if (name === undefined) return [];
  const to = current < 0 ? before.length : from + (words[current]?.word.length ?? 0);
  const others = words.map(({ word }) => word);
  if (current < 0) others.splice(index, 0, '');
  while (others.length < 5) others.push('*');
  const { label } = CRON_FIELD_TYPES[name];
  const typed = text.slice(start + from, offset).toLowerCase();
  return piecesFor(name, typed)
    .filter((piece) => piece.toLowerCase().startsWith(typed))
    .map((piece, rank) => {
      const expression = others.toSpliced(index, 1, piece).join(' ');
      return {
        text: piece,
        detail: `${label}: ${scheduleDetail(expression, now)}`,
        from,
        to,
        rank,
      };
    });
}

/** What the fields of an expression are, by how many there are (schedule.md C4). */
function fieldNames(count: number): readonly CronFieldName[] {
  if (count === 5) return FIVE;
  return count === 6 ? [...FIVE, 'year'] : ['second', ...FIVE, 'year'];
}
