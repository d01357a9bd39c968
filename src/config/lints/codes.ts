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
      'A range that ends before it begins selects nothing: `17-9`, and for days of the week also `5-7`, since 7 is Sunday, which is 0. The service accepts it; where a second, minute, hour or month field is left without any value, it crashes when it looks for the next time.',
  },
  'lint-cron-year-field': {
    severity: 'warning',
    title: 'Six cron fields that were meant to begin with the second.',
    explanation:
      'Six fields begin with the minute and end with the year. `?` in the place of the month or the year is a habit of dialects that begin with the second: leave the first field out, or write seven.',
  },
  'lint-cron-step-once': {
    severity: 'warning',
    title: 'A step that never adds anything.',
    explanation:
      '`14/12` in the hour field is 14 alone: steps end at the largest value of the field and do not start over. `2/12` is 2 and 14.',
  },
  'lint-cron-every-minute': {
    severity: 'warning',
    title: 'A job that starts 60 times in an hour.',
    explanation:
      '`* 13 * * *` fires in every minute from 13:00 to 13:59. To fire once in that hour, name the minute: `0 13 * * *`.',
  },
  'lint-cron-both-days': {
    severity: 'warning',
    title: 'Both day fields are restricted.',
    explanation:
      'A day has to fit only one of them: `0 0 1-7 * 1` fires on every Monday, and on every day from 1 to 7. The first Monday of a month is `0 0 * * 1#1`.',
  },
  'lint-cron-zero-padded': {
    severity: 'warning',
    title: 'A month or weekday with a leading zero, which the service misreads.',
    explanation:
      'The service reads months and weekdays with a leading zero, such as `07`, as 0. Together with days that never come, a month like that crashes it.',
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
  'lint-trigger-circle': {
    severity: 'warning',
    title: 'A trigger that starts itself.',
    explanation:
      'The trigger starts itself, directly or through other triggers. As soon as one of them finds something, they start each other without end.',
  },
  'lint-job-copied': {
    severity: 'information',
    title: 'Several jobs that start the same builder.',
    explanation:
      'Another job starts the same builder with the same properties, as is typical of a copy in which something was forgotten.',
  },
  'lint-unknown-code': {
    severity: 'warning',
    title: 'A comment that switches off no lint.',
    explanation: 'No lint has the code in `# lint-disable: …`, so the comment does nothing.',
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
  'lint-strings-joined': {
    severity: 'warning',
    title: 'Strings in a list without a comma between them.',
    explanation:
      'Strings next to each other are one string: `["refs/heads/a" "refs/heads/b"]` is a list of one ref, `refs/heads/arefs/heads/b`.',
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
