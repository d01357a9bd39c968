// Schedule strings: when a job or trigger runs (spec schedule.md 4.1).

import { type CronExpression, parseCron } from './cron-expression.ts';
import { intervalMeant, isInterval, parseInterval } from './interval.ts';
import type { ScheduleError } from './schedule-error.ts';

export type Schedule = {
  /** As it was written. */
  readonly text: string;
} & (
  | {
      /** Never runs by itself. */
      readonly kind: 'triggered';
    }
  | {
      /** Runs again `ns` nanoseconds after the last run has ended. */
      readonly kind: 'interval';
      /** 0 to 2⁶³−1. */
      readonly ns: bigint;
    }
  | { readonly kind: 'cron'; readonly expression: CronExpression }
);

export type ParsedSchedule = { readonly ok: true; readonly schedule: Schedule } | ScheduleError;

/**
 * Go's schedule.Parse. White space around the text is not trimmed and case matters (S4). The empty
 * string is an error: whoever has one means a default (S5).
 */
export function parseSchedule(text: string): ParsedSchedule {
  if (text === 'triggered') return { ok: true, schedule: { kind: 'triggered', text } };
  if (text === 'continuously') return { ok: true, schedule: { kind: 'interval', text, ns: 0n } };
  if (isInterval(text)) {
    const interval = parseInterval(text);
    return interval.ok
      ? { ok: true, schedule: { kind: 'interval', text, ns: interval.ns } }
      : interval;
  }
  const cron = parseCron(text);
  if (cron.ok) return { ok: true, schedule: { kind: 'cron', text, expression: cron.expression } };
  const meant = intervalMeant(text);
  if (meant === undefined) return cron;
  const reason = `This is neither an interval nor a cron expression: write \`${meant}\`.`;
  return { ...cron, reason, span: { start: 0, end: text.length } };
}

/** Whether its times are points on the calendar, rather than distances from the last run (S5). */
export function isAbsolute({ kind }: Schedule): boolean {
  return kind !== 'interval';
}
