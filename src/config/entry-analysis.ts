// Everything that can be said about the entries of one part of a config without looking at the others.

import type { Job } from '../schema/generated/messages.ts';
import { PROJECT_CONFIG } from '../schema/schema.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { Source } from '../text/source.ts';
import { type Span, spanOf } from '../text/span.ts';
import { parseTextproto } from '../textproto/parser.ts';
import {
  type FieldNode,
  MAX_TEXT_ERRORS,
  type Parse,
  type TextError,
  type TextErrorCode,
} from '../textproto/tree.ts';
import { bindMessage } from './bind.ts';
import { type BoundMessage, firstValue, valuesOf } from './bound-message.ts';
import { type EntryFindings, taskFields, validateEntry } from './entry-rules.ts';
import { lintEntry, lintRoot } from './lint/entry-lints.ts';
import { type LintComments, lintCommentsIn, NO_LINT_COMMENTS } from './lint/lint-comments.ts';
import type { LintOptions } from './lint/lints.ts';
import type { LocalFinding } from './source-validation-context.ts';

/** Names of the fields of ProjectConfig that define something. */
export type EntryKind = 'job' | 'trigger';

/** Spans are offsets into the text of the part. */
export interface EntryAnalysis extends EntryFindings {
  readonly kind: EntryKind;
  /** '' if it has none. */
  readonly id: string;
  /** The id's value, or the entry's keyword if it has none. */
  readonly idSpan: Span;
  /** The whole field, from `job` to its closer. */
  readonly span: Span;
  readonly schedule: string;
  /** The schedule's value, or the same as `idSpan` if it has none. */
  readonly scheduleSpan: Span;
  readonly disabled: boolean;
  /** It has an old access rule that lets somebody else trigger it. */
  readonly triggeredByOthers: boolean;
  /** Name of the task field, if there is exactly one. */
  readonly taskField: string | undefined;
  /** Entries of `triggers`. */
  readonly targets: readonly { readonly id: string; readonly span: Span }[];
  /** Free of text errors; only then did the rules run. */
  readonly healthy: boolean;
  /** What the lints say that look at this entry alone. */
  readonly lints: readonly LocalFinding[];
}

export interface PartAnalysis {
  /** In order of `raisedAt`. */
  readonly textErrors: readonly TextError[];
  readonly entries: readonly EntryAnalysis[];
  readonly lintComments: LintComments;
  /** What the lints say about anything but the entries. */
  readonly lints: readonly LocalFinding[];
}

export interface AnalysisOptions {
  readonly project: string;
  readonly registry: ManagerRegistry;
  /** Absent: the service's verdict alone. */
  readonly lints?: LintOptions;
}

/**
 * Parses, binds and checks one part of a config: one entry as a rule, more where entries share a line.
 */
export function analysePart(source: Source, options: AnalysisOptions): PartAnalysis {
  const { root, textErrors } = bindPart(source);
  const entries = entriesOf(root, textErrors).map((entry) => analyseEntry(source, entry, options));
  const spans = entries.map(({ span }) => span);
  const lintComments = options.lints ? lintCommentsIn(source.text, spans) : NO_LINT_COMMENTS;
  const lints =
    options.lints && textErrors.length === 0 ? lintRoot(source, root, options.lints) : [];
  return { textErrors, entries, lintComments, lints };
}

/** The path of an entry in the validation context (validation.md F4, F5). */
export function entryPath(kind: EntryKind, id: string): readonly string[] {
  return [kind, id === '' ? '(empty)' : id];
}

/** One `job` or `trigger` with its message. */
export interface BoundEntry {
  readonly kind: EntryKind;
  readonly message: BoundMessage;
  readonly span: Span;
  readonly healthy: boolean;
}

/** The entries of a part as bound messages, in order. */
export function bindEntries(source: Source): readonly BoundEntry[] {
  const { root, textErrors } = bindPart(source);
  return entriesOf(root, textErrors);
}

function bindPart(source: Source): BoundPart {
  const parse = parseTextproto(source);
  const part = bindParse(source, parse);
  const { imbalance } = parse;
  if (!imbalance) return part;
  const literal = bindParse(source, imbalance.literal);
  const textErrors = withVerdict(part.textErrors, literal.textErrors[0], imbalance.error);
  return { ...part, textErrors };
}

interface BoundPart {
  readonly root: BoundMessage;
  readonly textErrors: readonly TextError[];
}

function bindParse(source: Source, { fields, errors }: Parse): BoundPart {
  const textErrors: TextError[] = [];
  const root = bindMessage(source, fields, PROJECT_CONFIG, NOWHERE, textErrors);
  // Of two errors at one token, the service meets first the one that the type of a field decides.
  for (const error of errors) textErrors.push(error);
  if (textErrors.length > 1) textErrors.sort(inServiceOrder);
  return { root, textErrors };
}

function inServiceOrder(a: TextError, b: TextError): number {
  return a.raisedAt - b.raisedAt || rankOf(a) - rankOf(b);
}

/** A separator is missed before the item after it is looked at. */
function rankOf({ code, start, raisedAt }: TextError): number {
  return code === 'textproto-list-separator' && start === raisedAt ? 0 : 1;
}

/**
 * Errors as indentation explains them, in the order of the service, which knows no indentation: it stops at
 * `verdict`. If that is none of them, it is what the service makes of `brace`, unless a value is wrong by itself.
 */
function withVerdict(
  errors: readonly TextError[],
  verdict: TextError | undefined,
  brace: TextError | undefined,
): readonly TextError[] {
  if (!verdict) return errors;
  const { code, raisedAt } = verdict;
  const known = errors.find((error) => error.code === code && error.raisedAt === raisedAt);
  const first = known ?? (MADE_BY_BRACES.has(code) ? brace : undefined);
  const others = errors
    .filter((error) => error !== first)
    .map((error) => ({ ...error, raisedAt: Math.max(error.raisedAt, raisedAt) }));
  return [{ ...(first ?? verdict), code, raisedAt }, ...others];
}

/** What a missing or surplus brace may look like to a parser that takes it as it stands. */
const MADE_BY_BRACES: ReadonlySet<TextErrorCode> = new Set<TextErrorCode>([
  'textproto-unknown-field',
  'textproto-field-repeated',
  'textproto-missing-colon',
  'textproto-expected-message',
  'textproto-list-separator',
  'textproto-unexpected-eof',
  'textproto-bad-string',
]);

const NOWHERE: Span = { start: 0, end: 0 };

function entriesOf(root: BoundMessage, errors: readonly TextError[]): readonly BoundEntry[] {
  const entries: BoundEntry[] = [];
  for (const { type, node, values } of root.fields) {
    if (type.name !== 'job' && type.name !== 'trigger') continue;
    for (const value of values) {
      if (!value.message) continue;
      const span = values.length === 1 ? fieldSpan(node) : value.node;
      entries.push({ kind: type.name, message: value.message, span, healthy: true });
    }
  }
  if (errors.length === 0) return entries;
  const touched = touchedSpans(
    entries.map(({ span }) => span),
    errors,
  );
  // Among so many errors, some have not been told.
  const isHopeless = errors.length >= MAX_TEXT_ERRORS;
  return entries.map((entry) => ({
    ...entry,
    healthy: !isHopeless && !touched.has(entry.span),
  }));
}

/** Without the separator. */
function fieldSpan(node: FieldNode): Span {
  return { start: node.start, end: node.value.end };
}

/** Those of `spans`, which are in order and disjoint, that an error points at or is raised in. */
function touchedSpans(spans: readonly Span[], errors: readonly TextError[]): ReadonlySet<Span> {
  const touched = new Set<Span>();
  const touch = (start: number, end: number) => {
    for (let i = firstEndingAfter(spans, start); i < spans.length; i++) {
      const span = spans[i];
      if (!span || span.start >= end) return;
      touched.add(span);
    }
  };
  for (const { start, end, raisedAt } of errors) {
    touch(start, end);
    touch(raisedAt, raisedAt + 1);
  }
  return touched;
}

/** Index of the first of `spans` that ends after `offset`, by halving. */
function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function analyseEntry(source: Source, entry: BoundEntry, options: AnalysisOptions): EntryAnalysis {
  const { kind, message, span, healthy } = entry;
  const { id, schedule, disabled } = message.value as {
    id: string;
    schedule: string;
    disabled: boolean;
  };
  const tasks = taskFields(message, options.registry);
  const { triggers: targetIds = [] } = message.value as { triggers?: readonly string[] };
  const targetNodes = targetIds.length > 0 ? valuesOf(message, 'triggers') : [];
  const path = entryPath(kind, id);
  const idSpan = spanOf(firstValue(message, 'id')?.node ?? message.name);
  const scheduleNode = firstValue(message, 'schedule')?.node;
  const findings = healthy
    ? validateEntry({
        source,
        entry: message,
        path,
        project: options.project,
        registry: options.registry,
      })
    : { first: NOTHING, last: NOTHING };
  return {
    first: findings.first,
    last: findings.last,
    kind,
    id,
    idSpan,
    span: spanOf(span),
    schedule,
    scheduleSpan: scheduleNode ? spanOf(scheduleNode) : idSpan,
    disabled,
    triggeredByOthers: hasTriggerer(message),
    taskField: tasks.length === 1 ? tasks[0]?.type.name : undefined,
    targets: targetIds.map((target, i) => ({
      id: target,
      span: spanOf(targetNodes[i]?.node ?? message.name),
    })),
    healthy,
    lints:
      healthy && options.lints
        ? lintEntry({ source, entry: message, path, options: options.lints })
        : NOTHING,
  };
}

const NOTHING: readonly [] = [];

/** From the time before realms: the role says that a service, such as another builder, triggers the job. */
function hasTriggerer(message: BoundMessage): boolean {
  const { acls = [] } = message.value as Partial<Pick<Job, 'acls'>>;
  return acls.some(({ role }) => role === TRIGGERER);
}

const TRIGGERER = 2;
