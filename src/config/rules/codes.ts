// Codes of what the service rejects in an entry, whatever its task.

import type { CodeTable } from '../../text/code-table.ts';

export const RULE_CODES = {
  'duplicate-id': {
    severity: 'error',
    title: 'An id that another entry already has.',
    explanation:
      'An earlier entry has this id. Jobs and triggers share one set of ids, and all jobs count as earlier than all triggers.',
  },
  'job-id-missing': {
    severity: 'error',
    title: 'A job or trigger without an id.',
    explanation: 'The job or trigger has no id.',
  },
  'job-id-invalid': {
    severity: 'error',
    title: 'An id with characters that are not allowed, or with too many characters.',
    explanation: 'An id has 1 to 100 characters: letters, digits, spaces and `_ - . ( )`.',
  },
  'realm-invalid': {
    severity: 'error',
    title: 'A realm with a name that is not allowed.',
    explanation:
      'A realm is `@root`, `@legacy`, `@project`, or 1 to 400 characters of `a-z 0-9 _ . - /`.',
  },
  'schedule-invalid': {
    severity: 'error',
    title: 'A schedule that cannot be read.',
    explanation:
      'The text is not a schedule. `luci-jobs schedule EXPR` tells which of the codes below applies.',
  },
  'trigger-unknown-job': {
    severity: 'error',
    title: 'A trigger that names a job that does not exist.',
    explanation: 'No job or trigger in this file has that id.',
  },
  'trigger-missing-comma': {
    severity: 'error',
    title: 'A trigger that names two jobs without a comma between them.',
    explanation:
      'Strings next to each other are one string: `["a" "b"]` names a job `ab`, and no job or trigger in this file has that id.',
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
    explanation: 'The service has no such kind of policy.',
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
    explanation: '`pending_timeout` works only with `NEWEST_FIRST`.',
  },
  'policy-log-base-too-small': {
    severity: 'error',
    title: 'A logarithm base that is too small.',
    explanation: '`LOGARITHMIC_BATCHING` needs a `log_base` of at least 1.0001.',
  },
} as const satisfies CodeTable;
