// A schedule in words, with its next times and what is surprising about them.

import type { CronExpression } from '../../schedule/cron-expression.ts';
import type { CronField } from '../../schedule/cron-field.ts';
import { parseSchedule, type Schedule } from '../../schedule/schedule.ts';
import { scheduleWords } from '../../schedule/schedule-words.ts';
import { upcomingTimes } from '../../schedule/upcoming-times.ts';
import { code, listed } from '../../text/wording.ts';
import { offsetText } from '../../text/zoned-date.ts';
import { table } from '../markdown.ts';
import { localTime, relativeTime, utcTime, zoneOffset } from '../time-words.ts';

export interface TimeView {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The user's time zone, as in the IANA database. */
  readonly zone: string;
}

const SHOWN_TIMES = 5;

/** Markdown; undefined for a text that is no schedule. @param text as in the config, not empty */
export function scheduleHover(text: string, view: TimeView): string | undefined {
  const parsed = parseSchedule(text);
  if (!parsed.ok) return undefined;
  const { schedule } = parsed;
  const times = upcomingTimes(schedule, view.now, SHOWN_TIMES);
  const words = scheduleWords(schedule);
  const parts = [
    `Starts ${words}${schedule.kind === 'cron' && words !== 'never' ? ', in UTC' : ''}.`,
  ];
  if (times.length > 0) parts.push(timesTable(times, view));
  if (schedule.kind === 'cron' && times.length < SHOWN_TIMES && words !== 'never') {
    parts.push(
      times.length === 0 ? 'There are no more times.' : 'There are no more times after these.',
    );
  }
  for (const surprise of surprises(schedule, times, view)) parts.push(`⚠️ ${surprise}`);
  return parts.join('\n\n');
}

function timesTable(times: readonly number[], { now, zone }: TimeView): string {
  const offsets = new Set(times.map((time) => zoneOffset(time, zone)));
  const isUtc = offsets.size === 1 && offsets.has(0);
  // The hour that clocks are set back by comes twice, and looks the same.
  const local = (time: number) => {
    const offset = offsets.size > 1 ? ` ${offsetText(zoneOffset(time, zone))}` : '';
    return localTime(time, zone) + offset;
  };
  const head = isUtc ? ['Next', 'UTC'] : ['Next', 'UTC', zone];
  const rows = times.map((time) => {
    const utc = utcTime(time).replace(/ UTC$/, '');
    return [relativeTime(now, time), utc, ...(isUtc ? [] : [local(time)])];
  });
  return table([head, ...rows]);
}

/** Sentences. What a lint says of the same schedule is not said again. */
function surprises(
  schedule: Schedule,
  times: readonly number[],
  view: TimeView,
): readonly string[] {
  if (schedule.kind !== 'cron') return [];
  const { fields } = schedule.expression;
  return [
    ...unevenSteps([fields.second, fields.minute, fields.hour]),
    ...missingDays(schedule.expression),
    ...clockChange(times, view),
  ];
}

/** The unit that a field's values are counted in again and again. */
const WHOLE: Readonly<Record<string, string>> = { second: 'minute', minute: 'hour', hour: 'day' };

/** A step that does not divide its whole: it starts anew there. */
function unevenSteps(fields: readonly CronField[]): readonly string[] {
  return fields.flatMap(({ type, pieces, values }) => {
    const [piece] = pieces;
    if (pieces.length !== 1 || piece?.kind !== 'range' || piece.step < 2) return [];
    const size = type.max + 1;
    const isOpen = piece.first < piece.step && piece.last === type.max;
    if (!isOpen || size % piece.step === 0 || values.length < 2) return [];
    const last = values.at(-1) ?? 0;
    const gap = size - last + (values[0] ?? 0);
    const unit = gap === 1 ? type.label : `${type.label}s`;
    const whole = WHOLE[type.name] ?? '';
    return [
      `${code(piece.text)} starts anew with each ${whole}: from ${type.label} ${last} to the next one it is ${gap} ${unit}, not ${piece.step}.`,
    ];
  });
}

/** Months that have none of the days. */
function missingDays({ fields }: CronExpression): readonly string[] {
  const { dayOfMonth, dayOfWeek, month } = fields;
  if (!dayOfMonth.restricted || dayOfWeek.restricted || dayOfMonth.specialDays.length > 0)
    return [];
  const [first = 0] = dayOfMonth.values;
  const short = month.values.filter((value) => value > 0 && first > (LENGTHS[value - 1] ?? 31));
  if (short.length === 0 || short.length === month.values.length) return [];
  const names = short.map((value) => MONTHS[value - 1] ?? '');
  const leap = first === 29 ? ', but for leap years' : '';
  return [
    `It leaves out ${listed(names)}${leap}: there is no day ${first} then. The last day is \`L\`.`,
  ];
}

/** In years that are no leap years. */
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** Times are in UTC the whole year. */
function clockChange(times: readonly number[], { zone }: TimeView): readonly string[] {
  const offsets = new Set(times.map((time) => zoneOffset(time, zone)));
  if (offsets.size < 2) return [];
  return [
    `Clocks change in ${zone} between these times, but not in UTC: the local time is another one after that.`,
  ];
}
