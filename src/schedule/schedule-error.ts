// The error of a schedule string: code, reason and place.

import type { Span } from '../text/span.ts';
import type { SCHEDULE_ERROR_CODES } from './error-codes.ts';

/** The service reports all of them as one, `schedule-invalid` (validation.md J5); these say which. */
export type ScheduleErrorCode = keyof typeof SCHEDULE_ERROR_CODES;

export interface ScheduleError {
  readonly ok: false;
  readonly code: ScheduleErrorCode;
  /** Whole sentences: what is wrong and what to do. */
  readonly reason: string;
  readonly span: Span;
}
