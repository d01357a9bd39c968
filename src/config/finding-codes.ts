// The one table of finding codes. Docs, settings and links are made from it or checked against it.

import { SCHEDULE_ERROR_CODES } from '../schedule/error-codes.ts';
import { type ForeignCode, TASK_CODES } from '../task/finding-codes.ts';
import { type CodeInfo, isLint } from '../text/code-table.ts';
import { TEXT_ERROR_CODES } from '../textproto/error-codes.ts';
import { LINT_CODES } from './lints/codes.ts';
import { RULE_CODES } from './rules/codes.ts';

export const FINDING_CODES = {
  ...TEXT_ERROR_CODES,
  ...RULE_CODES,
  ...SCHEDULE_ERROR_CODES,
  ...TASK_CODES,
  ...LINT_CODES,
} as const satisfies Readonly<Record<string, CodeInfo>>;

/** A code of the table, or one of a kind of task that comes from elsewhere. */
export type FindingCode = keyof typeof FINDING_CODES | ForeignCode;

/** Codes of the table that users may switch off, in its order. */
export const LINTS: readonly FindingCode[] = (Object.keys(FINDING_CODES) as FindingCode[]).filter(
  isLint,
);

/** Narrows a code that comes from an option or a comment to those that users may switch off. */
export function isLintCode(code: string): code is FindingCode {
  return (LINTS as readonly string[]).includes(code);
}
