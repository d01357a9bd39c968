// Inlay hints: what is not written and holds all the same, in the lines that it is about.

import { DEFAULT_SCHEDULE } from '../config/definitions.ts';
import type { ConfigPart } from '../config/document/config-part.ts';
import {
  type BoundMessage,
  fieldsNamed,
  firstValue,
  valuesOf,
} from '../config/message/bound-message.ts';
import { readPart } from '../config/message/read-part.ts';
import { parseSchedule } from '../schedule/schedule.ts';
import { upcomingTimes } from '../schedule/upcoming-times.ts';
import { POLICY_KINDS } from '../schema/enum-numbers.ts';
import type { Job, TriggeringPolicy } from '../schema/generated/messages.ts';
import type { Position, Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { partsIn } from './per-part.ts';
import { relativeTime, utcTime } from './time-words.ts';

/** Each can be switched off. */
export type HintKind = 'nextRun' | 'defaults' | 'triggerCounts';

export interface InlayHint {
  readonly kind: HintKind;
  /** At the end of what it is about. */
  readonly position: Position;
  readonly label: string;
}

export interface InlayHintOptions {
  readonly kinds: ReadonlySet<HintKind>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** From top to bottom, of the entries that the range touches. */
export function inlayHints(
  document: ConfigDocument,
  range: Range,
  { kinds, now }: InlayHintOptions,
): readonly InlayHint[] {
  if (kinds.size === 0) return [];
  const hints: InlayHint[] = [];
  for (const { part, line } of partsIn(document, range)) {
    for (const { kind, at, label } of hintsIn(part, now, (id) => document.has(id))) {
      if (kinds.has(kind))
        hints.push({ kind, label, position: part.range({ start: at, end: at }, line).start });
    }
  }
  return hints.filter(
    ({ position: { line } }) => range.start.line <= line && line <= range.end.line,
  );
}

interface HintInPart {
  readonly kind: HintKind;
  /** Offset into the part. */
  readonly at: number;
  readonly label: string;
}

function hintsIn(
  part: ConfigPart,
  now: number,
  isKnown: (id: string) => boolean,
): readonly HintInPart[] {
  if (part.entries.length === 0) return [];
  const { root } = readPart(part, part.projectConfig);
  const entries = root.fields.filter(({ type }) => type.name === 'job' || type.name === 'trigger');
  const hints = entries.flatMap(({ type, values }) =>
    values.flatMap(({ node, message }) => {
      if (!message || node.kind !== 'message') return [];
      const opener = node.open + 1;
      const kind = type.name === 'trigger' ? 'trigger' : 'job';
      return [
        ...scheduleHints(message, kind, opener, now),
        ...policyHints(message),
        ...countHints(message, isKnown),
      ];
    }),
  );
  return hints.sort((a, b) => a.at - b.at);
}

function scheduleHints(
  entry: BoundMessage,
  kind: 'job' | 'trigger',
  opener: number,
  now: number,
): readonly HintInPart[] {
  const { schedule, disabled } = entry.value as Pick<Job, 'schedule' | 'disabled'>;
  const node = firstValue(entry, 'schedule')?.node;
  if (schedule === '' || !node) {
    // That a job is triggered by others alone, nobody wonders at.
    if (kind === 'job' || opener <= 0) return [];
    return [{ kind: 'defaults', at: opener, label: `schedule: "${DEFAULT_SCHEDULE.trigger}"` }];
  }
  const parsed = disabled ? undefined : parseSchedule(schedule);
  const [next] = parsed?.ok ? upcomingTimes(parsed.schedule, now, 1) : [];
  if (next === undefined) return [];
  return [
    { kind: 'nextRun', at: node.end, label: `next ${relativeTime(now, next)}, ${utcTime(next)}` },
  ];
}

/** What the service takes for a field of a policy that is zero or not there. */
const POLICY_DEFAULTS: readonly (readonly [
  field: keyof TriggeringPolicy & string,
  text: string,
  label: string,
])[] = [
  ['kind', 'kind', 'kind: GREEDY_BATCHING'],
  ['maxConcurrentInvocations', 'max_concurrent_invocations', 'max_concurrent_invocations: 1'],
  ['maxBatchSize', 'max_batch_size', 'max_batch_size: 1000'],
];

function policyHints(entry: BoundMessage): readonly HintInPart[] {
  const value = firstValue(entry, 'triggering_policy');
  if (!value?.message || value.node.kind !== 'message' || value.node.open < 0) return [];
  const policy = value.message.value as TriggeringPolicy;
  const isNewestFirst = policy.kind === POLICY_KINDS.NEWEST_FIRST;
  const missing = POLICY_DEFAULTS.filter(
    ([field, name]) => Number(policy[field]) === 0 && !(isNewestFirst && name === 'max_batch_size'),
  ).map(([, , label]) => label);
  if (isNewestFirst && policy.pendingTimeout === undefined) missing.push('pending_timeout: 7 days');
  if (missing.length === 0) return [];
  return [{ kind: 'defaults', at: value.node.open + 1, label: missing.join(', ') }];
}

/** Where there is more than one, or none of them can be told at a glance. */
function countHints(entry: BoundMessage, isKnown: (id: string) => boolean): readonly HintInPart[] {
  const ids = new Set((entry.value as { triggers?: readonly string[] }).triggers ?? []);
  const known = [...ids].filter(isKnown).length;
  const last = fieldsNamed(entry, 'triggers').at(-1);
  const end = last?.node.value.end ?? valuesOf(entry, 'triggers').at(-1)?.node.end;
  if (ids.size < 2 || end === undefined) return [];
  const unknown = ids.size - known;
  const label = `triggers ${known}${unknown === 0 ? '' : ` (${unknown} unknown)`}`;
  return [{ kind: 'triggerCounts', at: end, label }];
}
