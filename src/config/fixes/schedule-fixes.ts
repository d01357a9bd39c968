// Fixes of schedules that cannot be read: what people write who know other dialects.

import { quotedValue } from '../../golang/quoted-value.ts';
import { intervalMeant } from '../../schedule/interval.ts';
import { parseSchedule } from '../../schedule/schedule.ts';
import { shortDuration, writtenDuration } from '../../text/written-duration.ts';
import { replaceString } from './field-edits.ts';
import { type FixFamily, stringAt } from './fix-request.ts';

export const fixSchedule: FixFamily = (request) => {
  const string = stringAt(request);
  if (!string) return [];
  const meant = scheduleMeant(string.value);
  const schedule = meant ?? withDayOfWeek(string.value);
  if (schedule === undefined) return [];
  return [
    {
      title: `Change the schedule to ${quotedValue(schedule)}`,
      edits: [replaceString(request.source.text, string.node, schedule)],
      ...(meant === undefined && { unsure: true }),
    },
  ];
};

/** Of four fields, the fifth is missing more often than another one. */
function withDayOfWeek(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  const whole = [...fields, '*'].join(' ');
  const areFields = fields.length === 4 && fields.every((field) => /^[*\d]/.test(field));
  return areFields && text.length <= MAX_LENGTH && parseSchedule(whole).ok ? whole : undefined;
}

/** Nobody means more by one schedule. */
const MAX_LENGTH = 200;

/** The schedule that a text, which is none, probably means; undefined if nobody can tell. Any text. */
function scheduleMeant(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const bare = text.trim().replace(/\s+/g, ' ');
  const lower = bare.toLowerCase();
  const readings = [bare, lower, ...intervals(lower), inWords(lower), ...cronReadings(bare)];
  return readings.find((reading) => reading !== undefined && parseSchedule(reading).ok);
}

function intervals(lower: string): readonly (string | undefined)[] {
  const duration = lower
    .replace(/^with\s*/, '')
    .replace(/\s*intervals?$/, '')
    .trim();
  const positive = duration.replace(/^-/, '');
  return [
    intervalMeant(lower),
    intervalMeant(positive),
    intervalMeant(positive.replaceAll(' ', '')),
    intervalMeant(ofWords(positive)),
    withInterval(writtenDuration(positive.replace(/^@?(?:every|each)\s+/, ''))),
  ];
}

function withInterval(ns: bigint | undefined): string | undefined {
  return ns !== undefined && ns > 0n ? `with ${shortDuration(ns)} interval` : undefined;
}

const COUNTS: ReadonlyMap<string, string> = new Map([
  ['other', '2'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['eight', '8'],
  ['ten', '10'],
  ['twelve', '12'],
  ['fifteen', '15'],
  ['twenty', '20'],
  ['thirty', '30'],
]);

/** `every two hours`, `1 hour 30 minutes` */
function ofWords(text: string): string {
  return text
    .replace(/\b[a-z]+\b/g, (word) => COUNTS.get(word) ?? word)
    .replace(/(\d)\s*(h|m|s)(?:ours?|rs?|in(?:ute)?s?|ec(?:ond)?s?)\b/g, '$1$2')
    .replace(/(\d[hms])(?:,| and)? (?=\d)/g, '$1');
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['never', 'triggered'],
  ['none', 'triggered'],
  ['manual', 'triggered'],
  ['manually', 'triggered'],
  ['on demand', 'triggered'],
  ['ondemand', 'triggered'],
  ['on trigger', 'triggered'],
  ['trigger', 'triggered'],
  ['always', 'continuously'],
  ['continuous', 'continuously'],
  ['minutely', '* * * * *'],
  ['every minute', '* * * * *'],
  ['hourly', '0 * * * *'],
  ['every hour', '0 * * * *'],
  ['every hour on the hour', '0 * * * *'],
  ['weekly', '0 0 * * 0'],
  ['every week', '0 0 * * 0'],
  ['monthly', '0 0 1 * *'],
  ['every month', '0 0 1 * *'],
  ['yearly', '0 0 1 1 *'],
  ['annually', '0 0 1 1 *'],
  ['every year', '0 0 1 1 *'],
  ['quarterly', '0 0 1 */3 *'],
  ['@midnight', '0 0 * * *'],
  ['midnight', '0 0 * * *'],
  ['noon', '0 12 * * *'],
]);

/** The parts of a schedule in words: when in the day, on which days. */
function inWords(lower: string): string | undefined {
  const known = WORDS.get(lower);
  if (known !== undefined) return known;
  const time = timeIn(lower);
  const rest = lower
    .replace(TIME, ' ')
    .replace(
      /\b(?:at|on|every|each|the|utc|daily|day|gmt|midnight|noon|nightly|night)\b|[@,]/g,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim();
  const days = rest === '' ? '*' : DAYS.get(rest.replace(/s$/, ''));
  const says = /\b(?:daily|day|nightly|night|every|each|at|on|midnight|noon)\b|@daily/.test(lower);
  if (days === undefined || (!says && time === undefined)) return undefined;
  const [hour, minute] = time ?? [0, 0];
  return `${minute} ${hour} * * ${days}`;
}

const DAYS: ReadonlyMap<string, string> = new Map([
  ...['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].flatMap(
    (name, i): [string, string][] => [
      [name, String(i)],
      [name.slice(0, 3), String(i)],
    ],
  ),
  ['weekday', '1-5'],
  ['workday', '1-5'],
  ['mon-fri', '1-5'],
  ['monday-friday', '1-5'],
  ['monday to friday', '1-5'],
  ['weekend', '0,6'],
]);

const TIME = /\b(\d{1,2})(?::(\d{2}))?(?::00)?\s*(am|pm|h|o'clock)?\b/;

/** Hour and minute: `5:30`, `9am`, `noon`. */
function timeIn(lower: string): readonly [hour: number, minute: number] | undefined {
  if (/\bnoon\b/.test(lower)) return [12, 0];
  const [, hours, minutes, half] = TIME.exec(lower) ?? [];
  // A bare number may be anything.
  if (
    hours === undefined ||
    (minutes === undefined && half === undefined && !/\bat \d/.test(lower))
  )
    return undefined;
  const hour =
    half === 'am' || half === 'pm'
      ? (Number(hours) % 12) + (half === 'pm' ? 12 : 0)
      : Number(hours);
  const minute = Number(minutes ?? 0);
  return hour < 24 && minute < 60 ? [hour, minute] : undefined;
}

/** The same expression with slips of the fingers mended. */
function cronReadings(bare: string): readonly (string | undefined)[] {
  const joined = bare
    .replace(/\s*([,/])\s*/g, '$1')
    .replace(/(?<=[0-9A-Za-z])\s*-\s*(?=[0-9A-Za-z])/g, '-');
  const fields = joined.split(' ');
  const isLong = fields.length > 5;
  const mended = fields.map((field, i) => mendedField(field, isLong ? undefined : LIMITS[i]));
  return [joined, mended.join(' '), joined.replace(/^["'`]+|["'`]+$/g, ''), seconds(fields)];
}

/** How many minutes, hours there are: one that is called by this number is the first. */
const LIMITS: readonly ({ readonly once: RegExp; readonly beyond: RegExp } | undefined)[] = [
  { once: /^\*\/60$/, beyond: /(?<![0-9])60(?![0-9])/g },
  { once: /^\*\/24$/, beyond: /(?<![0-9])24(?![0-9])/g },
];

function mendedField(field: string, limit: (typeof LIMITS)[number]): string {
  const plain = field
    .replace(/^,+|,+$/g, '')
    .replace(/,{2,}/g, ',')
    .replace(/^H$/, '0')
    .replace(/^H\//, '*/')
    .replace(/^\/(?=\d)/, '*/')
    .replace(/\/[01]$/, '');
  if (plain === '') return '*';
  return limit ? plain.replace(limit.once, '0').replace(limit.beyond, '0') : plain;
}

/** Six fields of a dialect that begins with the second are five without it. */
function seconds(fields: readonly string[]): string | undefined {
  return fields.length === 6 && fields[0] === '0' ? fields.slice(1).join(' ') : undefined;
}
