// Runs the lints that look at one job or trigger by itself.

import { quotedValue } from '../../golang/quoted-value.ts';
import { parseUrl } from '../../golang/url.ts';
import { stringsAreUtf8 } from '../../schema/codec.ts';
import type {
  BuildbucketTask,
  GitilesTask,
  TriggeringPolicy,
  UrlFetchTask,
} from '../../schema/generated/messages.ts';
import type { Location } from '../../task/validation-context.ts';
import type { Source } from '../../text/source.ts';
import type { Span } from '../../text/span.ts';
import { type BoundMessage, locate } from '../bound-message.ts';
import type { Finding } from '../finding.ts';
import type { LocalFinding } from '../source-validation-context.ts';
import { lintDeprecatedFields } from './deprecated-fields.ts';
import { lintGitilesTask } from './gitiles-lints.ts';
import { LINTS, type LintCode, type LintOptions } from './lints.ts';
import { lintProperties } from './property-lints.ts';
import { lintSchedule } from './schedule-lints.ts';

/** Records what a lint has found, at offsets or at a location within the message that the lint was given. */
export type ReportLint = (
  code: LintCode,
  message: string,
  at: Location | Span,
  tag?: NonNullable<Finding['tags']>[number],
) => void;

export interface EntryLintsInput {
  readonly source: Source;
  /** A `scheduler.config.Job` or `scheduler.config.Trigger` without text errors. */
  readonly entry: BoundMessage;
  /** `job` or `trigger`, then the id or `(empty)`. */
  readonly path: readonly string[];
  readonly options: LintOptions;
}

/** What both kinds of entry have, and what only one has. */
interface EntryFields {
  readonly schedule: string;
  readonly disabled: boolean;
  readonly triggers?: readonly string[];
}

/** Everything the lints that are on have to say, in the order of the text. */
export function lintEntry({
  source,
  entry,
  path,
  options,
}: EntryLintsInput): readonly LocalFinding[] {
  const findings: LocalFinding[] = [];
  const reporterFor = (message: BoundMessage) =>
    reporter(findings, { source, entry: message, path, options });
  const report = reporterFor(entry);
  // The fields of Job and Trigger, both of which the type of `entry` may be.
  const { schedule, disabled, triggers } = entry.value as EntryFields;
  lintDeprecatedFields(entry, report);
  if (!disabled && schedule !== '') lintSchedule(schedule, options.now(), report);
  if (triggers) lintTriggers(triggers, disabled, report);
  if (mayHaveStrayBytes(source)) lintEncoding(entry, report);
  for (const { type, values } of entry.fields) {
    const message = values[0]?.message;
    if (!message) continue;
    const { value } = message;
    if (type.name === 'triggering_policy') {
      lintPolicy(value as TriggeringPolicy, reporterFor(message));
    } else if (type.name === 'url_fetch') {
      lintUrl(value as UrlFetchTask, reporterFor(message));
    } else if (type.name === 'gitiles') {
      lintGitilesTask(value as GitilesTask, reporterFor(message));
    } else if (type.name === 'buildbucket') {
      lintProperties((value as BuildbucketTask).properties, reporterFor(message));
    }
  }
  return findings.length > 1 ? findings.sort((a, b) => a.start - b.start) : findings;
}

/** What the lints say about the fields of ProjectConfig beside its entries, which have no path. */
export function lintRoot(
  source: Source,
  root: BoundMessage,
  options: LintOptions,
): readonly LocalFinding[] {
  const findings: LocalFinding[] = [];
  const report = reporter(findings, { source, entry: root, path: [], options });
  lintDeprecatedFields(root, report, ENTRY_FIELDS);
  return findings;
}

const ENTRY_FIELDS: ReadonlySet<string> = new Set(['job', 'trigger']);

/** Records in `findings` what is found in a message. */
function reporter(
  findings: LocalFinding[],
  { source, entry, path, options }: EntryLintsInput,
): ReportLint {
  return (code, message, at, tag) => {
    if (options.off.has(code)) return;
    const { start, end } = 'field' in at ? locate(source, entry, at) : at;
    const tags = tag && { tags: [tag] };
    findings.push({ code, severity: LINTS[code], message, path, start, end, ...tags });
  };
}

/** Only what is no UTF-8 itself, or has escapes, can stand for what is not. */
function mayHaveStrayBytes({ text }: Source): boolean {
  return text.includes('\\') || !text.isWellFormed();
}

/** T27: what is stored of an entry is its task. */
function lintEncoding(entry: BoundMessage, report: ReportLint): void {
  for (const { type, values } of entry.fields) {
    if (type.repeated || type.type.kind !== 'message') continue;
    const message = values[0]?.message;
    if (!message || stringsAreUtf8(message.type.fullName, message.value)) continue;
    report(
      'lint-not-utf8',
      'A text in here is not valid UTF-8: the service accepts it and then fails to load the job.',
      { field: [type.name] },
    );
  }
}

function lintTriggers(triggers: readonly string[], disabled: boolean, report: ReportLint): void {
  if (triggers.length === 0 && !disabled) {
    report(
      'lint-poller-without-triggers',
      'This trigger looks for news and tells nobody: name jobs in `triggers`, or remove it.',
      { field: [] },
    );
  }
  const seen = new Set<string>();
  for (const [index, target] of triggers.entries()) {
    if (seen.has(target)) {
      const message = `${quotedValue(target)} stands in this list twice: once is enough.`;
      report('lint-trigger-repeated', message, { field: ['triggers', index] }, 'unnecessary');
    }
    seen.add(target);
  }
}

/** P6 compares, and NaN is not less than anything; the engine then falls back to the default policy. */
function lintPolicy({ kind, logBase }: TriggeringPolicy, report: ReportLint): void {
  if (kind !== LOGARITHMIC_BATCHING || !Number.isNaN(logBase)) return;
  report(
    'lint-log-base-nan',
    'With NaN the service drops the whole policy when it runs: write a number, such as 2.',
    { field: ['log_base'] },
  );
}

/** What has a scheme is valid (U4), and only these two can be fetched. */
function lintUrl({ url }: UrlFetchTask, report: ReportLint): void {
  const parsed = parseUrl(url);
  if (!parsed.ok || parsed.url.scheme === '') return;
  const { scheme, host } = parsed.url;
  const problem =
    scheme !== 'http' && scheme !== 'https'
      ? `nothing can be fetched by ${quotedValue(scheme)}`
      : host === ''
        ? 'this URL names no host'
        : undefined;
  if (problem === undefined) return;
  const message = `Every run of this job will fail, since ${problem}. Write "https://…".`;
  report('lint-url-not-http', message, { field: ['url'] });
}

const LOGARITHMIC_BATCHING = 2;
