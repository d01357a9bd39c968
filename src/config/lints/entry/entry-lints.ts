// The lints that look at one job or trigger by itself: those that know no kind of task, and those of its Manager.

import { quotedValue } from '../../../golang/quoted-value.ts';
import type { ParsedSchedule } from '../../../schedule/schedule.ts';
import { stringsAreUtf8 } from '../../../schema/codec.ts';
import { POLICY_KINDS } from '../../../schema/enum-numbers.ts';
import type { TriggeringPolicy } from '../../../schema/generated/messages.ts';
import type { ManagerRegistry } from '../../../task/manager-registry.ts';
import type { Source } from '../../../text/source.ts';
import type { LocalFinding } from '../../finding.ts';
import type { BoundMessage } from '../../message/bound-message.ts';
import { LINT_CODES } from '../codes.ts';
import type { LintOptions } from '../lint-options.ts';
import { lintDeprecatedFields } from './deprecated-fields.ts';
import { lintJoinedStrings } from './joined-strings.ts';
import { lintSchedule } from './schedule-lints.ts';
import { type LintedPart, SourceLintReport } from './source-lint-report.ts';

export interface EntryLintsInput {
  readonly source: Source;
  /** A `scheduler.config.Job` or `scheduler.config.Trigger` without text errors. */
  readonly entry: BoundMessage;
  /** `job` or `trigger`, then the id or `(empty)`. */
  readonly path: readonly string[];
  readonly registry: ManagerRegistry;
  readonly options: LintOptions;
  /** What `mayHaveStrayBytes` says of the source, which may be that of many entries. */
  readonly mayHaveStrayBytes: boolean;
  /** What its schedule is; undefined if it is empty. */
  readonly schedule: ParsedSchedule | undefined;
}

/** What both kinds of entry have, and what only one has. */
interface EntryFields {
  readonly disabled: boolean;
  readonly triggers?: readonly string[];
}

/** Everything the lints that are on have to say, in any order: it is sorted together with what other lints say. */
export function lintEntry(input: EntryLintsInput): readonly LocalFinding[] {
  const { source, entry, path, registry, options, schedule } = input;
  const findings: LocalFinding[] = [];
  const part: LintedPart = { source, path, options, findings };
  const report = new SourceLintReport(part, entry, LINT_CODES);
  // The fields of Job and Trigger, both of which the type of `entry` may be.
  const { disabled, triggers } = entry.value as EntryFields;
  lintDeprecatedFields(entry, report);
  lintJoinedStrings(entry, source.text, report);
  if (!disabled && schedule?.ok) lintSchedule(schedule.schedule, options.now(), report);
  if (triggers) lintTriggers(triggers, disabled, report);
  if (input.mayHaveStrayBytes) lintEncoding(entry, report);
  for (const { type, values } of entry.fields) {
    const message = values[0]?.message;
    if (!message) continue;
    if (type.name === 'triggering_policy') {
      const ofPolicy = new SourceLintReport(part, message, LINT_CODES);
      lintPolicy(message.value as TriggeringPolicy, ofPolicy);
    }
    const manager = registry.byMessageType(message.type.fullName);
    manager?.lint(message.value, new SourceLintReport(part, message, manager.codes));
  }
  return findings;
}

/** What the lints say about the fields of ProjectConfig beside its entries, which have no path. */
export function lintRoot(
  source: Source,
  root: BoundMessage,
  options: LintOptions,
): readonly LocalFinding[] {
  const findings: LocalFinding[] = [];
  const report = new SourceLintReport({ source, path: [], options, findings }, root, LINT_CODES);
  lintDeprecatedFields(root, report);
  return findings;
}

/** Only what is no UTF-8 itself, or has escapes, can stand for what is not. */
export function mayHaveStrayBytes({ text }: Source): boolean {
  return text.includes('\\') || !text.isWellFormed();
}

/** What is stored of an entry is its task, and storing it fails (textformat.md T27). */
function lintEncoding(entry: BoundMessage, report: SourceLintReport): void {
  for (const { type, values } of entry.fields) {
    // The tasks: what else is a message is repeated, or the policy, which has no strings.
    if (type.repeated) continue;
    const message = values[0]?.message;
    if (!message || stringsAreUtf8(message.type, message.value)) continue;
    report.lint(
      'lint-not-utf8',
      'A string in here is not valid UTF-8: the service accepts it, but then cannot load the job. Type it again.',
      { field: [type.name] },
    );
  }
}

function lintTriggers(
  triggers: readonly string[],
  disabled: boolean,
  report: SourceLintReport,
): void {
  if (triggers.length === 0 && !disabled) {
    report.lint(
      'lint-poller-without-triggers',
      'This trigger starts nothing: name jobs in `triggers`, or remove it.',
      { field: [] },
    );
  }
  const seen = new Set<string>();
  for (const [index, target] of triggers.entries()) {
    if (seen.has(target)) {
      const message = `${quotedValue(target)} is already in this list: remove this one.`;
      report.lint('lint-trigger-repeated', message, { field: ['triggers', index] }, 'unnecessary');
    }
    seen.add(target);
  }
}

/**
 * validation.md P6 compares, and NaN is not less than anything; the engine then falls back to the default
 * policy.
 */
function lintPolicy({ kind, logBase }: TriggeringPolicy, report: SourceLintReport): void {
  if (kind !== POLICY_KINDS.LOGARITHMIC_BATCHING || !Number.isNaN(logBase)) return;
  report.lint(
    'lint-log-base-nan',
    'With NaN the service ignores the whole policy: write a number, such as 2.',
    { field: ['log_base'] },
  );
}
