// The lints: what the service accepts and its users are sorry about later.

import type { Severity } from '../finding.ts';

/** Every lint with its severity. Each has a section in docs/findings.md. */
export const LINTS = {
  'lint-schedule-never': 'warning',
  'lint-schedule-rare': 'warning',
  'lint-cron-empty-range': 'warning',
  'lint-cron-year-field': 'warning',
  'lint-cron-zero-padded': 'warning',
  'lint-crowded-minute': 'warning',
  'lint-job-never-triggered': 'hint',
  'lint-trigger-disabled-job': 'warning',
  'lint-trigger-repeated': 'warning',
  'lint-poller-without-triggers': 'warning',
  'lint-deprecated-field': 'hint',
  'lint-not-utf8': 'warning',
  'lint-log-base-nan': 'warning',
  'lint-url-not-http': 'warning',
  'lint-repo-not-gitiles': 'warning',
  'lint-refs-unanchored': 'hint',
  'lint-regexp-unclosed-quote': 'warning',
  'lint-path-filter-unreachable': 'warning',
  'lint-property-json': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

export type LintCode = keyof typeof LINTS;

export interface LintOptions {
  /** Lints that are switched off for all files. */
  readonly off: ReadonlySet<string>;
  /** How many jobs may fire in one minute before `lint-crowded-minute` speaks up; at least 1. */
  readonly crowdedMinuteLimit: number;
  /** Milliseconds since the epoch: schedules are judged by what is still to come. */
  readonly now: () => number;
}

export const DEFAULT_CROWDED_MINUTE_LIMIT = 20;

/** Narrows a code that comes from a setting or a comment. */
export function isLintCode(code: string): code is LintCode {
  return Object.hasOwn(LINTS, code);
}
