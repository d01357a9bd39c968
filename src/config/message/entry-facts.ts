// Plain facts about one entry, which outlive its tree: what rules, lints and editors ask across entries.

import type { AclSet, Job } from '../../schema/generated/messages.ts';
import type { Sameness } from '../../task/manager.ts';
import type { ManagerRegistry } from '../../task/manager-registry.ts';
import { type Span, spanOf } from '../../text/span.ts';
import type { ValueNode } from '../../textproto/tree.ts';
import { type BoundField, type BoundMessage, firstValue, valuesOf } from './bound-message.ts';
import { type BoundEntry, type EntryKind, entryPath } from './entries.ts';

/** Spans are offsets into the text of the part. */
export interface EntryFacts {
  readonly kind: EntryKind;
  /** '' if it has none. */
  readonly id: string;
  /** As `entryPath` gives it. */
  readonly path: readonly string[];
  /** The id's value, or the entry's keyword if it has none. */
  readonly idSpan: Span;
  /** The whole field, from the keyword to the closer. */
  readonly span: Span;
  /** As written; '' means the default. */
  readonly schedule: string;
  /** The schedule's value, or the same as `idSpan` if it has none. */
  readonly scheduleSpan: Span;
  readonly disabled: boolean;
  /** It has an old access rule that lets somebody else trigger it. */
  readonly triggeredByOthers: boolean;
  /** Names of sets of old access rules. */
  readonly aclSets: readonly string[];
  /** Name of the task field, if there is exactly one. */
  readonly taskField: string | undefined;
  /** Entries of `triggers`. */
  readonly targets: readonly TargetFacts[];
  /** Free of text errors. */
  readonly readable: boolean;
  /** What its task has in common with copies of it, and where that is named. */
  readonly sameness: (Sameness & { readonly span: Span }) | undefined;
}

interface TargetFacts {
  readonly id: string;
  readonly span: Span;
  /** The strings that were joined into the id, if there are several. */
  readonly pieces?: readonly string[];
}

/** @param registry knows which fields are tasks */
export function factsOf(entry: BoundEntry, registry: ManagerRegistry): EntryFacts {
  const { kind, message, span, readable } = entry;
  const { id, schedule, disabled, realm, aclSets } = message.value as Pick<
    Job,
    'id' | 'schedule' | 'disabled' | 'realm' | 'aclSets'
  >;
  const { triggers = [] } = message.value as { triggers?: readonly string[] };
  const tasks = taskFields(message, registry);
  const targetNodes = triggers.length > 0 ? valuesOf(message, 'triggers') : [];
  const idSpan = spanOf(firstValue(message, 'id')?.node ?? message.name);
  const scheduleNode = firstValue(message, 'schedule')?.node;
  return {
    kind,
    id,
    path: entryPath(kind, id),
    idSpan,
    span: spanOf(span),
    schedule,
    scheduleSpan: scheduleNode ? spanOf(scheduleNode) : idSpan,
    disabled,
    triggeredByOthers: grantsTrigger(message),
    aclSets: aclSets.length > 0 ? aclSets : NONE,
    taskField: tasks.length === 1 ? tasks[0]?.type.name : undefined,
    targets: triggers.map((target, i) => targetOf(target, targetNodes[i]?.node, message.name)),
    readable,
    sameness:
      kind === 'job' && tasks.length === 1 ? samenessOf(tasks[0], realm, registry) : undefined,
  };
}

const NONE: readonly [] = [];

function targetOf(id: string, node: ValueNode | undefined, name: Span): TargetFacts {
  const span = spanOf(node ?? name);
  if (node?.kind !== 'string' || node.pieces.length === 1) return { id, span };
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of node.pieces) {
    pieces.push(id.slice(from, from + end - start - 2));
    from += end - start - 2;
  }
  // With an escape in it, no piece is an id.
  return from === id.length ? { id, span, pieces } : { id, span };
}

function samenessOf(
  task: BoundField | undefined,
  realm: string,
  registry: ManagerRegistry,
): EntryFacts['sameness'] {
  const message = task?.values[0]?.message;
  if (!message) return undefined;
  const manager = registry.byMessageType(message.type.fullName);
  const sameness = manager?.sameness?.(message.value, realm);
  if (!sameness) return undefined;
  const node = firstValue(message, sameness.field)?.node ?? message.name;
  return { ...sameness, span: spanOf(node) };
}

/** The task fields that are set, in the order of the text: the fields whose type has a Manager. */
export function taskFields(entry: BoundMessage, registry: ManagerRegistry): readonly BoundField[] {
  return entry.fields.filter(
    ({ type }) =>
      type.type.kind === 'message' &&
      registry.byMessageType(type.type.message.fullName) !== undefined,
  );
}

/** Names of the sets of old access rules in a config that let somebody trigger a job. */
export function triggererSetsIn(root: BoundMessage): readonly string[] {
  return valuesOf(root, 'acl_sets').flatMap(({ message }) => {
    if (!message || !grantsTrigger(message)) return [];
    return [(message.value as Pick<AclSet, 'name'>).name];
  });
}

/** From the time before realms: the role says that a service, such as another builder, triggers the job. */
function grantsTrigger(message: BoundMessage): boolean {
  const { acls = [] } = message.value as Partial<Pick<Job, 'acls'>>;
  return acls.some(({ role }) => role === TRIGGERER);
}

const TRIGGERER = 2;
