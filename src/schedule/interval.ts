// `with <duration> interval` (spec schedule.md 4.2).

import { parseDuration } from '../golang/duration.ts';
import { quotedValue } from '../golang/quoted-value.ts';
import { shifted } from '../text/span.ts';
import type { ScheduleError } from './schedule-error.ts';

const WITH = 'with ';

/** Whether the service takes the text for an interval rather than for a cron expression (S3). */
export function isInterval(schedule: string): boolean {
  return schedule.startsWith(WITH);
}

/** `ns`: nanoseconds, 0 to 2⁶³−1. */
export type ParsedInterval = { readonly ok: true; readonly ns: bigint } | ScheduleError;

/** @param schedule one that `isInterval` (S6–S8) */
export function parseInterval(schedule: string): ParsedInterval {
  const end = schedule.indexOf(' ', WITH.length);
  if (end < 0 || schedule.slice(end) !== ' interval') {
    const example = intervalMeant(schedule) ?? 'with 30s interval';
    return {
      ok: false,
      code: 'schedule-with-format',
      reason: `An interval is written \`with <duration> interval\`, with one space between the words: for example \`${example}\`.`,
      span: { start: 0, end: schedule.length },
    };
  }
  const text = schedule.slice(WITH.length, end);
  const duration = parseDuration(text);
  if (!duration.ok) {
    return {
      ok: false,
      code: 'schedule-duration-invalid',
      reason: `${quotedValue(text)} is not a duration: ${duration.reason}. Write, for example, \`30s\`, \`5m\` or \`1h30m\`.`,
      span: shifted(duration.span, WITH.length),
    };
  }
  if (duration.ns < 0n) {
    return {
      ok: false,
      code: 'schedule-interval-negative',
      reason: `An interval cannot be negative, but this is ${quotedValue(text)}: remove the minus sign.`,
      span: { start: WITH.length, end },
    };
  }
  return { ok: true, ns: duration.ns };
}

/** Longer texts are no durations. */
const MAX_DURATION = 60;

/** What people write before a duration: `every 10m`, `@every 10m`. */
const BEFORE_DURATION = /^(?:with|@?every|each|interval)[ :=]+/i;

const IN_WORDS = /^([0-9]{1,9})\s*(s|m|h|d|w|sec|min|hr|hour|second|minute|day|week)(?:s|ute)?s?$/i;

/** Units of the words, in the notation of durations, and how many of them. */
const UNITS: ReadonlyMap<string, readonly [factor: number, unit: string]> = new Map([
  ['s', [1, 's']],
  ['m', [1, 'm']],
  ['h', [1, 'h']],
  ['d', [24, 'h']],
  ['w', [168, 'h']],
]);

/** The schedule that a bare duration, in numbers or in words, probably means; undefined if it is none. */
export function intervalMeant(text: string): string | undefined {
  if (text.length > MAX_DURATION) return undefined;
  const duration = text
    .trim()
    .replace(BEFORE_DURATION, '')
    .replace(/ intervals?$/i, '')
    .trim();
  const parsed = parseDuration(duration);
  if (parsed.ok) return parsed.ns > 0n ? `${WITH}${duration} interval` : undefined;
  const [, count = '', unit = ''] = IN_WORDS.exec(duration) ?? [];
  const [factor, short] = UNITS.get(unit.charAt(0).toLowerCase()) ?? [0, ''];
  if (factor === 0 || Number(count) === 0) return undefined;
  return `${WITH}${Number(count) * factor}${short} interval`;
}
