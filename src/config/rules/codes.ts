// Codes of what the service rejects in an entry, whatever its task.

import type { CodeTable } from '../../text/code-table.ts';

export const RULE_CODES = {
  'duplicate-id': {
    severity: 'error',
    title: 'An id that another entry has.',
    explanation:
      'An earlier entry has this id. Jobs and triggers share one set of ids; jobs come first.',
  },
  'job-id-missing': {
    severity: 'error',
    title: 'A job or trigger without an id.',
    explanation: 'The job or trigger has no id.',
  },
  'job-id-invalid': {
    severity: 'error',
    title: 'An id with characters that cannot be in one, or with too many.',
    explanation: 'An id has 1 to 100 letters, digits, spaces and `_ - . ( )`.',
  },
  'realm-invalid': {
    severity: 'error',
    title: 'A realm that is not the name of one.',
    explanation: 'A realm is `@root`, `@legacy`, `@project`, or at most 400 of `a-z 0-9 _ . - /`.',
  },
  'schedule-invalid': {
    severity: 'error',
    title: 'A schedule that is none.',
    explanation: 'Not a schedule. `luci-jobs schedule EXPR` says which of the codes below it is.',
  },
  'trigger-unknown-job': {
    severity: 'error',
    title: 'A trigger that names a job that is not there.',
    explanation: 'No job or trigger in this file has the id.',
  },
  'task-missing': {
    severity: 'error',
    title: 'An entry without a task.',
    explanation: 'The entry has no task.',
  },
  'task-multiple': {
    severity: 'error',
    title: 'An entry with more than one task.',
    explanation: 'The entry has more than one task.',
  },
  'policy-kind-unknown': {
    severity: 'error',
    title: 'A kind of triggering policy that does not exist.',
    explanation: 'There is no such kind of policy.',
  },
  'policy-max-concurrent-negative': {
    severity: 'error',
    title: 'A negative number of concurrent invocations.',
    explanation: '`max_concurrent_invocations` is negative.',
  },
  'policy-max-batch-negative': {
    severity: 'error',
    title: 'A negative batch size.',
    explanation: '`max_batch_size` is negative.',
  },
  'policy-pending-timeout-negative': {
    severity: 'error',
    title: 'A negative timeout.',
    explanation: '`pending_timeout` is negative.',
  },
  'policy-pending-timeout-not-applicable': {
    severity: 'error',
    title: 'A timeout that the policy does not use.',
    explanation: '`pending_timeout` works with `NEWEST_FIRST` only.',
  },
  'policy-log-base-too-small': {
    severity: 'error',
    title: 'A logarithm base that is too small.',
    explanation: '`LOGARITHMIC_BATCHING` needs a `log_base` of at least 1.0001.',
  },
} as const satisfies CodeTable;
