// Plain facts about one entry, which outlive its tree: what rules, lints and editors ask across entries.

import { enumNumbers } from '../../schema/enum-numbers.ts';
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
  /** What its task has in common with copies of it. */
  readonly sameness: Sameness | undefined;
  /** Where that is named; of no meaning if there is nothing in common. */
  readonly samenessSpan: Span;
}

interface TargetFacts {
  readonly id: string;
  readonly span: Span;
  /** The strings that were joined into the id, if there are several. */
  readonly pieces?: readonly string[];
}

/** Keeps numbers rather than spans, and makes these when somebody asks: a config has very many entries. */
export class FactsOfEntry implements EntryFacts {
  readonly kind: EntryKind;
  readonly id: string;
  readonly schedule: string;
  readonly disabled: boolean;
  readonly triggeredByOthers: boolean;
  readonly aclSets: readonly string[];
  readonly taskField: string | undefined;
  readonly targets: readonly TargetFacts[];
  readonly readable: boolean;
  readonly sameness: Sameness | undefined;
  readonly #idStart: number;
  readonly #idEnd: number;
  readonly #start: number;
  readonly #end: number;
  readonly #scheduleStart: number;
  readonly #scheduleEnd: number;
  readonly #samenessStart: number;
  readonly #samenessEnd: number;
  #path: readonly string[] | undefined;

  /** @param registry knows which fields are tasks */
  constructor(entry: BoundEntry, registry: ManagerRegistry) {
    const { kind, message, span, readable } = entry;
    const { id, schedule, disabled, realm, aclSets } = message.value as Pick<
      Job,
      'id' | 'schedule' | 'disabled' | 'realm' | 'aclSets'
    >;
    const { triggers = NONE } = message.value as { triggers?: readonly string[] };
    const tasks = taskFields(message, registry);
    const idSpan = firstValue(message, 'id')?.node ?? message.name;
    const scheduleSpan = firstValue(message, 'schedule')?.node ?? idSpan;
    const task = kind === 'job' && tasks.length === 1 ? tasks[0]?.values[0]?.message : undefined;
    const sameness = task && samenessOf(task, realm, registry);
    const samenessSpan = (sameness && firstValue(task, sameness.field)?.node) ?? task?.name;
    this.kind = kind;
    this.id = id;
    this.schedule = schedule;
    this.disabled = disabled;
    this.triggeredByOthers = grantsTrigger(message);
    this.aclSets = aclSets.length > 0 ? aclSets : NONE;
    this.taskField = tasks.length === 1 ? tasks[0]?.type.name : undefined;
    this.targets = triggers.length > 0 ? targetsOf(message, triggers) : NONE;
    this.readable = readable;
    this.sameness = sameness;
    this.#idStart = idSpan.start;
    this.#idEnd = idSpan.end;
    this.#start = span.start;
    this.#end = span.end;
    this.#scheduleStart = scheduleSpan.start;
    this.#scheduleEnd = scheduleSpan.end;
    this.#samenessStart = samenessSpan?.start ?? 0;
    this.#samenessEnd = samenessSpan?.end ?? 0;
  }

  get path(): readonly string[] {
    // Kept, for it takes a look at the whole id, and each finding about one of many targets has it.
    this.#path ??= entryPath(this.kind, this.id);
    return this.#path;
  }

  get idSpan(): Span {
    return { start: this.#idStart, end: this.#idEnd };
  }

  get span(): Span {
    return { start: this.#start, end: this.#end };
  }

  get scheduleSpan(): Span {
    return { start: this.#scheduleStart, end: this.#scheduleEnd };
  }

  get samenessSpan(): Span {
    return { start: this.#samenessStart, end: this.#samenessEnd };
  }
}

const NONE: readonly [] = [];

/** As `FactsOfEntry`. */
class FactsOfTarget implements TargetFacts {
  readonly id: string;
  readonly #start: number;
  readonly #end: number;

  constructor(id: string, { start, end }: Span) {
    this.id = id;
    this.#start = start;
    this.#end = end;
  }

  get span(): Span {
    return { start: this.#start, end: this.#end };
  }
}

function targetsOf(message: BoundMessage, triggers: readonly string[]): readonly TargetFacts[] {
  const nodes = valuesOf(message, 'triggers');
  return triggers.map((target, i) => targetOf(target, nodes[i]?.node, message.name));
}

function targetOf(id: string, node: ValueNode | undefined, name: Span): TargetFacts {
  if (node?.kind !== 'string' || node.pieces.length === 1)
    return new FactsOfTarget(id, node ?? name);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of node.pieces) {
    pieces.push(id.slice(from, from + end - start - 2));
    from += end - start - 2;
  }
  // With an escape in it, no piece is an id.
  return from === id.length ? { id, span: spanOf(node), pieces } : new FactsOfTarget(id, node);
}

function samenessOf(
  task: BoundMessage,
  realm: string,
  registry: ManagerRegistry,
): Sameness | undefined {
  return registry.byMessageType(task.type.fullName)?.sameness?.(task.value, realm);
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
  const sets = valuesOf(root, 'acl_sets');
  if (sets.length === 0) return NONE;
  return sets.flatMap(({ message }) => {
    if (!message || !grantsTrigger(message)) return [];
    return [(message.value as Pick<AclSet, 'name'>).name];
  });
}

/** From the time before realms: the role says that a service, such as another builder, triggers the job. */
function grantsTrigger(message: BoundMessage): boolean {
  const { acls = [] } = message.value as Partial<Pick<Job, 'acls'>>;
  return acls.some(({ role }) => role === TRIGGERER);
}

const { TRIGGERER } = enumNumbers('scheduler.config.Acl.Role', ['TRIGGERER']);
