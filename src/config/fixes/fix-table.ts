// The table of fixes: by the code of a finding, who proposes fixes for it, or why nobody can.

import type { TASK_CODES } from '../../task/finding-codes.ts';
import type { FINDING_CODES } from '../finding-codes.ts';
import { fixMismatchedBrace, fixMissingBrace, fixSurplusBrace } from './brace-fixes.ts';
import {
  fixBothDays,
  fixEmptyRange,
  fixEveryMinute,
  fixSecondsFirst,
  fixStepOnce,
  fixZeroPadded,
} from './cron-fixes.ts';
import { fixesExplainable, fixesExplained } from './explained-fixes.ts';
import type { FixFamily } from './fix-request.ts';
import { fixDuplicateId, fixInvalidId, fixMissingId } from './id-fixes.ts';
import { fixDeprecatedField, fixUnknownLint } from './lint-fixes.ts';
import { fixEnum, fixExtension, fixUnknownField } from './name-fixes.ts';
import { fixByRemoval, fixLogBase, fixTimeoutOfOtherKind, fixUnknownKind } from './policy-fixes.ts';
import {
  fixListSeparator,
  fixMissingColon,
  fixMissingComma,
  fixRepeatedField,
} from './punctuation-fixes.ts';
import { fixEscape, fixUnmatchedQuote } from './quote-fixes.ts';
import { fixRealm } from './realm-fixes.ts';
import { fixSchedule } from './schedule-fixes.ts';
import { fixByManager, fixMissingTask, fixSecondTask } from './task-fixes.ts';
import {
  fixJoinedStrings,
  fixLostTarget,
  fixRepeatedTarget,
  fixUnknownTarget,
} from './trigger-fixes.ts';
import {
  fixBadBool,
  fixBadFloat,
  fixBadInt,
  fixBadString,
  fixExpectedMessage,
} from './value-fixes.ts';

type Code = Exclude<keyof typeof FINDING_CODES, keyof typeof TASK_CODES>;

/** A reason is a clause for people who read this table. */
type Row = FixFamily | { readonly noFix: string };

/** Every code but those of kinds of task, whose Managers have cures of their own. */
export const FIX_TABLE: Readonly<Record<Code, Row>> = {
  'textproto-unexpected-byte': fixesExplained,
  'textproto-unmatched-quote': fixUnmatchedQuote,
  'textproto-missing-quote': fixesExplained,
  'textproto-bad-escape': fixEscape,
  'textproto-bad-utf8': { noFix: 'which character the byte was to be is lost' },
  'textproto-unknown-field': fixUnknownField,
  'textproto-missing-brace': fixMissingBrace,
  'textproto-surplus-brace': fixSurplusBrace,
  'textproto-mismatched-brace': fixMismatchedBrace,
  'textproto-conflict-marker': { noFix: 'either side may be wanted, or something of both' },
  'textproto-field-repeated': fixRepeatedField,
  'textproto-missing-colon': fixMissingColon,
  'textproto-expected-message': fixExpectedMessage,
  'textproto-missing-comma': fixMissingComma,
  'textproto-list-separator': fixListSeparator,
  'textproto-unexpected-eof': { noFix: 'the value that is missing is not known' },
  'textproto-bad-string': fixBadString,
  'textproto-bad-int': fixBadInt,
  'textproto-bad-float': fixBadFloat,
  'textproto-bad-bool': fixBadBool,
  'textproto-bad-enum': fixEnum,
  'textproto-extension': fixExtension,
  'duplicate-id': fixDuplicateId,
  'job-id-missing': fixMissingId,
  'job-id-invalid': fixInvalidId,
  'realm-invalid': fixRealm,
  'schedule-invalid': fixSchedule,
  'trigger-unknown-job': fixUnknownTarget,
  'trigger-missing-comma': fixJoinedStrings,
  'task-missing': fixMissingTask,
  'task-multiple': fixSecondTask,
  'policy-kind-unknown': fixUnknownKind,
  'policy-max-concurrent-negative': fixByRemoval,
  'policy-max-batch-negative': fixByRemoval,
  'policy-pending-timeout-negative': fixByRemoval,
  'policy-pending-timeout-not-applicable': fixTimeoutOfOtherKind,
  'policy-log-base-too-small': fixLogBase,
  'schedule-with-format': { noFix: 'a config has `schedule-invalid` in its place' },
  'schedule-duration-invalid': { noFix: 'a config has `schedule-invalid` in its place' },
  'schedule-interval-negative': { noFix: 'a config has `schedule-invalid` in its place' },
  'schedule-cron-missing-fields': { noFix: 'a config has `schedule-invalid` in its place' },
  'schedule-cron-field-empty': { noFix: 'a config has `schedule-invalid` in its place' },
  'schedule-cron-field-syntax': { noFix: 'a config has `schedule-invalid` in its place' },
  'schedule-cron-step-invalid': { noFix: 'a config has `schedule-invalid` in its place' },
  'lint-schedule-never': { noFix: 'which dates were meant is not known' },
  'lint-schedule-rare': { noFix: 'it may well be meant' },
  'lint-cron-empty-range': fixEmptyRange,
  'lint-cron-year-field': fixSecondsFirst,
  'lint-cron-step-once': fixStepOnce,
  'lint-cron-every-minute': fixEveryMinute,
  'lint-cron-both-days': fixBothDays,
  'lint-cron-zero-padded': fixZeroPadded,
  'lint-crowded-minute': { noFix: 'which job can wait is not known' },
  'lint-job-never-triggered': { noFix: 'when it is to start, or who starts it, is not known' },
  'lint-trigger-circle': fixLostTarget,
  'lint-job-copied': { noFix: 'what was to be changed in the copy is not known' },
  'lint-unknown-code': fixUnknownLint,
  'lint-trigger-disabled-job': fixLostTarget,
  'lint-trigger-repeated': fixRepeatedTarget,
  'lint-strings-joined': fixJoinedStrings,
  'lint-poller-without-triggers': { noFix: 'which jobs it is to start is not known' },
  'lint-deprecated-field': fixDeprecatedField,
  'lint-not-utf8': { noFix: 'which character the bytes were to be is lost' },
  'lint-log-base-nan': fixLogBase,
};

/** Who proposes fixes for a code, in the order in which they are asked; those of Managers for codes that are not in the table. */
export function familiesFor(code: string): readonly FixFamily[] {
  if (!Object.hasOwn(FIX_TABLE, code)) return [fixByManager];
  const row = FIX_TABLE[code as Code];
  if (typeof row !== 'function') return [];
  if (!code.startsWith('textproto-')) return [row];
  // What was found out about a text error is more to the point than what its code tells, but for a name that is known.
  return code === 'textproto-unknown-field'
    ? [row, fixesExplained, fixesExplainable]
    : [fixesExplained, row, fixesExplainable];
}
