// The JSON answer of `luci-jobs schedule` about one schedule.

import { parseSchedule } from '../src/schedule/schedule.ts';
import type { ScheduleErrorCode } from '../src/schedule/schedule-error.ts';
import { isoTime } from './iso-time.ts';
import { scheduleTimes } from './schedule-times.ts';

export interface ScheduleQuestion {
  readonly expr: string;
  /** Milliseconds since the Unix epoch. */
  readonly from: number;
  /** How many times to give: 0 to MAX_COUNT. */
  readonly count: number;
}

export const MAX_COUNT = 1000;
export const DEFAULT_COUNT = 5;

export type ScheduleAnswer =
  | { readonly valid: true; readonly next: readonly string[] }
  | {
      readonly valid: false;
      readonly code: ScheduleErrorCode;
      readonly message: string;
      readonly next: readonly [];
    };

export function scheduleAnswer({ expr, from, count }: ScheduleQuestion): ScheduleAnswer {
  const parsed = parseSchedule(expr);
  return parsed.ok
    ? { valid: true, next: scheduleTimes(parsed.schedule, from, count).map(isoTime) }
    : { valid: false, code: parsed.code, message: parsed.reason, next: [] };
}
