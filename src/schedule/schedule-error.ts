// What is wrong with a schedule string.

import type { Span } from '../text/span.ts';

/** The service reports all of them as one, `schedule-invalid` (J5); these say which. */
export type ScheduleErrorCode =
  | 'schedule-with-format'
  | 'schedule-duration-invalid'
  | 'schedule-interval-negative'
  | 'schedule-cron-missing-fields'
  | 'schedule-cron-field-empty'
  | 'schedule-cron-field-syntax'
  | 'schedule-cron-step-invalid';

export interface ScheduleError {
  readonly ok: false;
  readonly code: ScheduleErrorCode;
  /** Whole sentences: what is wrong and what to do. */
  readonly reason: string;
  readonly span: Span;
}
