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
    return {
      ok: false,
      code: 'schedule-with-format',
      reason:
        'An interval is written `with <duration> interval`, with one space between the words: for example `with 30s interval`.',
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
