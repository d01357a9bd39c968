// Codes of mistakes in a schedule string.

import type { CodeTable } from '../text/code-table.ts';

export const SCHEDULE_ERROR_CODES = {
  'schedule-with-format': {
    severity: 'error',
    title: 'An interval that is not written as one.',
    explanation: 'An interval is `with 30s interval`, words separated by one space.',
  },
  'schedule-duration-invalid': {
    severity: 'error',
    title: 'An interval whose duration is none.',
    explanation: 'Not a duration: `30s`, `5m`, `1h30m`; there is no day.',
  },
  'schedule-interval-negative': {
    severity: 'error',
    title: 'A negative interval.',
    explanation: 'The interval is negative.',
  },
  'schedule-cron-missing-fields': {
    severity: 'error',
    title: 'A cron expression with fewer than five fields.',
    explanation:
      'A cron expression has five fields or more: minute, hour, day of month, month, day of week.',
  },
  'schedule-cron-field-empty': {
    severity: 'error',
    title: 'An empty cron field.',
    explanation: 'A field has nothing but commas.',
  },
  'schedule-cron-field-syntax': {
    severity: 'error',
    title: 'A cron field that cannot be read.',
    explanation: 'A field has something that is no value, range, step or special day.',
  },
  'schedule-cron-step-invalid': {
    severity: 'error',
    title: 'A step that the cron field cannot have.',
    explanation: 'A step is 0 or larger than the largest value of its field.',
  },
} as const satisfies CodeTable;
