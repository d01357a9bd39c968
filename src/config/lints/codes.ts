// Codes of the lints that know no kind of task.

import type { CodeTable } from '../../text/code-table.ts';

export const LINT_CODES = {
  'lint-schedule-never': {
    severity: 'warning',
    title: 'A schedule that never fires, or never again.',
    explanation: 'No time to come fits the schedule: the 31st of June, a year that is over.',
  },
  'lint-schedule-rare': {
    severity: 'warning',
    title: 'A schedule that fires less than once a year.',
    explanation: 'It fires less than once a year, or once more only.',
  },
  'lint-cron-empty-range': {
    severity: 'warning',
    title: 'A range such as `17-9` that stands for nothing.',
    explanation:
      'A range such as `17-9` or `5-7` (7 is Sunday, which is 0) stands for nothing. The service accepts it and fails later.',
  },
  'lint-cron-year-field': {
    severity: 'warning',
    title: 'A sixth cron field that is the year by mistake.',
    explanation:
      'Six fields end with the year and begin with the minute. One that says "any year" was meant otherwise: seven fields begin with the second.',
  },
  'lint-cron-zero-padded': {
    severity: 'warning',
    title: 'A month or weekday with a leading zero, which the service misreads.',
    explanation: 'Months and weekdays with a leading zero, `07`, are 0 to the service.',
  },
  'lint-crowded-minute': {
    severity: 'warning',
    title: 'More jobs than `#luciScheduler.crowdedMinuteLimit#` start in the same minute.',
    explanation:
      'More jobs than `luciScheduler.crowdedMinuteLimit` (20) start in the same minute. Reported once, for the worst one.',
  },
  'lint-job-never-triggered': {
    severity: 'hint',
    title: 'A job without a schedule that no trigger of the file names.',
    explanation:
      'The job has no schedule, no trigger of this file names it, and it has no `TRIGGERER`. Other services may still trigger it.',
  },
  'lint-trigger-disabled-job': {
    severity: 'warning',
    title: 'A trigger that names a disabled job.',
    explanation: 'A trigger names a job that is disabled: what it sends there is lost.',
  },
  'lint-trigger-repeated': {
    severity: 'warning',
    title: 'A trigger that names the same job twice.',
    explanation: 'A trigger names the same job twice.',
  },
  'lint-poller-without-triggers': {
    severity: 'warning',
    title: 'A trigger that names nobody.',
    explanation: 'A trigger that names nobody.',
  },
  'lint-deprecated-field': {
    severity: 'hint',
    title: 'A field that the service does not read any more.',
    explanation: 'The service does not read the field any more.',
  },
  'lint-not-utf8': {
    severity: 'warning',
    title: 'Text that is not UTF-8, which the service accepts and cannot load.',
    explanation:
      'A string is not valid UTF-8. The service accepts the file and then cannot load this entry.',
  },
  'lint-log-base-nan': {
    severity: 'warning',
    title: 'NaN as `log_base`.',
    explanation: 'NaN as `log_base` makes the service drop the whole policy.',
  },
} as const satisfies CodeTable;
