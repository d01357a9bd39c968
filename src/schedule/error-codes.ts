// Codes of mistakes in a schedule string.

import type { CodeTable } from '../text/code-table.ts';

export const SCHEDULE_ERROR_CODES = {
  'schedule-with-format': {
    severity: 'error',
    title: 'An interval that is not written as it should be.',
    explanation: 'An interval is written `with 30s interval`, with one space between the words.',
  },
  'schedule-duration-invalid': {
    severity: 'error',
    title: 'An interval whose duration cannot be read.',
    explanation: 'Not a duration. Write `30s`, `5m` or `1h30m`; there is no unit for days.',
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
      'A cron expression has at least five fields: minute, hour, day of month, month, day of week.',
  },
  'schedule-cron-field-empty': {
    severity: 'error',
    title: 'An empty cron field.',
    explanation: 'The field has only commas.',
  },
  'schedule-cron-field-syntax': {
    severity: 'error',
    title: 'A cron field that cannot be read.',
    explanation: 'The field has something that is not a value, range, step or special day.',
  },
  'schedule-cron-step-invalid': {
    severity: 'error',
    title: 'A step that is out of range.',
    explanation: 'The step is 0, or greater than the greatest value of its field.',
  },
} as const satisfies CodeTable;
