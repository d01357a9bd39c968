// Codes of the lints that know no kind of task.

import type { CodeTable } from '../../text/code-table.ts';

export const LINT_CODES = {
  'lint-schedule-never': {
    severity: 'warning',
    title: 'A schedule that never fires, or never again.',
    explanation:
      'No future time matches the schedule: it names the 31st of June, or a year that has passed.',
  },
  'lint-schedule-rare': {
    severity: 'warning',
    title: 'A schedule that fires less than once a year.',
    explanation: 'The schedule fires less than once a year, or only once more.',
  },
  'lint-cron-empty-range': {
    severity: 'warning',
    title: 'A range such as `17-9` that selects nothing.',
    explanation:
      'A range that ends before it begins selects nothing: `17-9`, and for days of the week also `5-7`, since 7 is Sunday, which is 0. The service accepts it, and the job never starts.',
  },
  'lint-cron-year-field': {
    severity: 'warning',
    title: 'A sixth cron field, which is the year, probably by mistake.',
    explanation:
      'Of six fields the first is the minute and the last is the year. A year field that allows any year was probably meant as something else: write seven fields to begin with the second.',
  },
  'lint-cron-zero-padded': {
    severity: 'warning',
    title: 'A month or weekday with a leading zero, which the service misreads.',
    explanation: 'The service reads months and weekdays with a leading zero, such as `07`, as 0.',
  },
  'lint-crowded-minute': {
    severity: 'warning',
    title: 'More jobs than `#luciScheduler.crowdedMinuteLimit#` start in the same minute.',
    explanation:
      'More jobs than `luciScheduler.crowdedMinuteLimit` (20) start in the same minute. Reported once, for the most crowded minute.',
  },
  'lint-job-never-triggered': {
    severity: 'hint',
    title: 'A job without a schedule that no trigger in the file names.',
    explanation:
      'The job has no schedule, no trigger in this file names it, and none of its `acls` grants the role `TRIGGERER`. Other services may still trigger it.',
  },
  'lint-trigger-disabled-job': {
    severity: 'warning',
    title: 'A trigger that names a disabled job.',
    explanation: 'The trigger names a job that is disabled: whatever it sends to that job is lost.',
  },
  'lint-trigger-repeated': {
    severity: 'warning',
    title: 'A trigger that names the same job twice.',
    explanation: 'The trigger names the same job more than once; once is enough.',
  },
  'lint-poller-without-triggers': {
    severity: 'warning',
    title: 'A trigger that names no job.',
    explanation: 'The trigger has no `triggers`, so whatever it finds starts nothing.',
  },
  'lint-deprecated-field': {
    severity: 'hint',
    title: 'A field that the service no longer reads.',
    explanation: 'The service no longer reads the field.',
  },
  'lint-not-utf8': {
    severity: 'warning',
    title: 'Text that is not UTF-8: the service accepts it but cannot load it.',
    explanation:
      'A string is not valid UTF-8. The service accepts the file, but then cannot load this entry.',
  },
  'lint-log-base-nan': {
    severity: 'warning',
    title: 'NaN as `log_base`.',
    explanation:
      'With NaN as `log_base` the service ignores the whole policy and uses the default one.',
  },
} as const satisfies CodeTable;
