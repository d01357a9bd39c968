// Schedules in words, for people.

import { listed } from '../text/wording.ts';
import { dayWords } from './cron-day-words.ts';
import type { CronExpression } from './cron-expression.ts';
import type { CronField } from './cron-field.ts';
import type { Schedule } from './schedule.ts';

/**
 * When a job with the schedule starts, in UTC: words for the middle of a sentence, such as `at 03:05 every day` or `30
 * minutes after the last run has ended`. What they say is what the service does, not what the author may have meant.
 */
export function scheduleWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'triggered':
      return 'only when it is triggered';
    case 'interval':
      if (schedule.ns === 0n) return 'again as soon as the last run has ended';
      return `${durationWords(schedule.ns)} after the last run has ended`;
    case 'cron':
      return cronWords(schedule.expression);
  }
}

const UNITS: readonly (readonly [name: string, ns: bigint])[] = [
  ['day', 86_400_000_000_000n],
  ['hour', 3_600_000_000_000n],
  ['minute', 60_000_000_000n],
  ['second', 1_000_000_000n],
  ['millisecond', 1_000_000n],
  ['microsecond', 1_000n],
  ['nanosecond', 1n],
];

/** Such as `1 hour 30 minutes`. @param ns 0 or more */
export function durationWords(ns: bigint): string {
  const words: string[] = [];
  let rest = ns;
  for (const [name, size] of UNITS) {
    const count = rest / size;
    rest %= size;
    if (count > 0n) words.push(`${count} ${name}${count === 1n ? '' : 's'}`);
  }
  return words.join(' ') || '0 seconds';
}

function cronWords({ fields }: CronExpression): string {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek, year } = fields;
  if ([second, minute, hour, month, year].some(({ values }) => values.length === 0)) return 'never';
  const time = timeWords(second, minute, hour);
  const days = [dayOfWeek, dayOfMonth].filter(({ restricted }) => restricted).map(dayWords);
  const parts = [time.words];
  const needsOn = time.isRepeated || days[0]?.startsWith('every ') === false;
  if (days.length > 0) parts.push(`${needsOn ? 'on ' : ''}${days.join(' and ')}`);
  else if (!time.isRepeated) parts.push('every day');
  if (selects(month)) parts.push(`in ${ranges(month.values, (value) => MONTH_NAMES[value] ?? '')}`);
  if (selects(year)) parts.push(`in ${ranges(year.values, String)}`);
  return parts.join(' ');
}

/** As `dayWords` for days; the service reads `01` to `09` as month 0, the December before (schedule.md C9). */
const MONTH_NAMES: readonly string[] = [
  'the December before',
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface TimeWords {
  readonly words: string;
  /** It says by itself that it is about every day. */
  readonly isRepeated: boolean;
}

/** So many times of a day are told one by one. */
const FEW_TIMES = 6;

function timeWords(second: CronField, minute: CronField, hour: CronField): TimeWords {
  const [seconds, minutes, hours] = [second.values, minute.values, hour.values];
  const isOnTheMinute = seconds.length === 1 && seconds[0] === 0;
  const count = seconds.length * minutes.length * hours.length;
  if (count <= FEW_TIMES) {
    const times = hours.flatMap((h) =>
      minutes.flatMap((m) => seconds.map((s) => clock(h, m, isOnTheMinute ? undefined : s))),
    );
    return { words: `at ${listed(times)}`, isRepeated: false };
  }
  const hourWords = selects(hour) ? everyWords(hour) : '';
  if (!isOnTheMinute) {
    const parts = [selects(second) ? atWords(second) : 'every second'];
    if (selects(minute)) parts.push(everyWords(minute));
    else if (isNumbered(second)) parts.push('every minute');
    if (hourWords !== '') parts.push(hourWords);
    else if (isNumbered(minute)) parts.push('every hour');
    return { words: parts.join(' of '), isRepeated: true };
  }
  if (!selects(minute)) {
    const of = hourWords === '' ? '' : ` of ${hourWords}`;
    return { words: `every minute${of}`, isRepeated: true };
  }
  const step = evenStep(minutes, 60);
  if (minutes.length > 1 && step > 0 && minutes[0] === 0) {
    const of = hourWords === '' ? '' : ` of ${hourWords}`;
    return { words: `every ${step} minutes${of}`, isRepeated: true };
  }
  return { words: `${atWords(minute)} of ${hourWords || 'every hour'}`, isRepeated: true };
}

/** Such as `at minute 5`, `every 3rd minute`: what a sentence about a start can begin with. */
function atWords(field: CronField): string {
  return isNumbered(field) ? `at ${everyWords(field)}` : everyWords(field);
}

/** Whether its values are told one by one, and not by their distance. */
function isNumbered(field: CronField): boolean {
  return selects(field) && !everyWords(field).startsWith('every ');
}

/** Such as `minute 5`, `hours 9 to 17`, `every 3rd hour`. */
function everyWords({ type, values }: CronField): string {
  const step = evenStep(values, type.max + 1);
  const [first = 0] = values;
  if (values.length > 2 && step > 1) {
    return `every ${ordinal(step)} ${type.label}${first === 0 ? '' : ` from ${first}`}`;
  }
  return `${type.label}${values.length === 1 ? '' : 's'} ${ranges(values, String)}`;
}

/** The distance between all values, round the clock too; 0 if it is not the same. */
function evenStep(values: readonly number[], size: number): number {
  const [first = 0, second = 0] = values;
  const step = second - first;
  if (step <= 0 || size % step !== 0 || values.length !== size / step) return 0;
  return values.every((value, i) => value === first + i * step) ? step : 0;
}

/** Fewer than all. */
function selects({ type, values }: CronField): boolean {
  return values.length < type.max - type.min + 1;
}

/** Such as `1, 5 to 8 and 10`. @param values ascending */
function ranges(values: readonly number[], name: (value: number) => string): string {
  const words: string[] = [];
  for (let i = 0; i < values.length; ) {
    const first = values[i] ?? 0;
    let length = 1;
    while (values[i + length] === first + length) length++;
    if (length > 2) words.push(`${name(first)} to ${name(first + length - 1)}`);
    else for (let n = 0; n < length; n++) words.push(name(first + n));
    i += length;
  }
  return listed(words);
}

function ordinal(n: number): string {
  const tens = n % 100;
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}

function clock(...parts: readonly (number | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
