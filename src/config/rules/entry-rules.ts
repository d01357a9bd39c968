// The rules for one job or trigger by itself (spec validation.md 3.2, 3.3, 3.6); for those that look at other entries
// see cross-entry-rules.ts.

import type { ParsedSchedule } from '../../schedule/schedule.ts';
import type { TriggeringPolicy } from '../../schema/generated/messages.ts';
import { realmId } from '../../task/ids.ts';
import type { ManagerRegistry } from '../../task/manager-registry.ts';
import type { ValidationContext } from '../../task/validation-context.ts';
import type { Source } from '../../text/source.ts';
import { enumerated } from '../../text/wording.ts';
import type { LocalFinding } from '../finding.ts';
import { LazyFinding } from '../lazy-finding.ts';
import { type BoundMessage, fieldsNamed } from '../message/bound-message.ts';
import { taskFields } from '../message/entry-facts.ts';
import type { RULE_CODES } from './codes.ts';
import { idProblem } from './id.ts';
import { describeBadRealm, isRealmName } from './realm.ts';
import { SourceValidationContext } from './source-validation-context.ts';
import { validateTriggeringPolicy } from './triggering-policy-rules.ts';

export interface EntryRulesInput {
  readonly source: Source;
  /** A `scheduler.config.Job` or `scheduler.config.Trigger`. */
  readonly entry: BoundMessage;
  /** `job` or `trigger`, then the id or `(empty)`. */
  readonly path: readonly string[];
  readonly project: string;
  readonly registry: ManagerRegistry;
  /** What its schedule is; undefined if it is empty. */
  readonly schedule: ParsedSchedule | undefined;
}

/** In the order of the service, split where rules about references to other entries have their say. */
export interface EntryFindings {
  /** J2–J5, about the fields of the entry itself. `duplicate-id` (J1) comes before these. */
  readonly beforeReferences: readonly LocalFinding[];
  /** J6–J7, about its policy and its task. `trigger-unknown-job` (T1) comes before these. */
  readonly afterReferences: readonly LocalFinding[];
}

type RuleContext = ValidationContext<keyof typeof RULE_CODES>;

/** What an entry of either kind has. */
interface EntryFields {
  readonly id: string;
  readonly realm: string;
}

/** Runs the rules in the service's order. An entry that is disabled has to obey them all the same. */
export function validateEntry(input: EntryRulesInput): EntryFindings {
  const { source, entry, path, schedule } = input;
  const { id, realm } = entry.value as EntryFields;
  const ctx = new SourceValidationContext(source, entry, path);
  const effectiveRealm = checkRealm(ctx, realm);
  checkId(ctx, id, path[0]);
  checkSchedule(ctx, schedule);
  const afterReferences = [...policyFindings(input), ...taskFindings(input, effectiveRealm)];
  return { beforeReferences: ctx.findings, afterReferences };
}

/** J2. Returns the realm that the other rules go by: one that is not valid counts as `@legacy`. */
function checkRealm(ctx: RuleContext, realm: string): string {
  if (realm === '' || isRealmName(realm)) return realm;
  ctx.error('realm-invalid', describeBadRealm(realm), ['realm']);
  return '@legacy';
}

/** An entry has an id (J3), of characters that an id may have, and not too many of them (J4). */
function checkId(ctx: RuleContext, id: string, kind: string | undefined): void {
  if (id === '') {
    ctx.error('job-id-missing', `This ${kind} has no id: give it a unique name in \`id\`.`, ['id']);
    return;
  }
  const problem = idProblem(id);
  if (!problem) return;
  const { message, span } = problem;
  ctx.error('job-id-invalid', message, span ? { field: ['id'], span } : ['id']);
}

/** J5. The empty text means the default (schedule.md S5). */
function checkSchedule(ctx: RuleContext, parsed: ParsedSchedule | undefined): void {
  if (!parsed || parsed.ok) return;
  ctx.error('schedule-invalid', parsed.reason, { field: ['schedule'], span: parsed.span });
}

/** J6: rules P1–P6, if there is a policy. */
function policyFindings({ source, entry, path }: EntryRulesInput): readonly LocalFinding[] {
  const policy = fieldsNamed(entry, 'triggering_policy')[0]?.values[0]?.message;
  if (!policy) return [];
  const ctx = new SourceValidationContext(source, policy, [...path, 'triggering_policy']);
  validateTriggeringPolicy(ctx, policy.value as TriggeringPolicy);
  return ctx.findings;
}

/** K1–K3: exactly one task, then the rules of its Manager. */
function taskFindings(input: EntryRulesInput, realm: string): readonly LocalFinding[] {
  const { source, entry, path, registry, project } = input;
  const tasks = taskFields(entry, registry);
  const [task, second] = tasks;
  if (second) {
    const { start, end } = second.node.name;
    const names = enumerated(
      tasks.map(({ type }) => type.name),
      'and',
    );
    const message = `A ${path[0]} has exactly one task, but this one has ${names}: keep one of them.`;
    return [{ code: 'task-multiple', message, path, start, end }];
  }
  if (!task) {
    const { type: entryType, name } = entry;
    const message = () => {
      const choices = entryType.fields.filter(
        ({ type }) => type.kind === 'message' && registry.byMessageType(type.message.fullName),
      );
      const names = choices.map((choice) => choice.name);
      return `This ${path[0]} has no task: add ${enumerated(names, 'or')}.`;
    };
    return [new LazyFinding({ code: 'task-missing', severity: 'error' }, message, { path }, name)];
  }
  const message = task.values[0]?.message;
  const manager = message && registry.byMessageType(message.type.fullName);
  if (!message || !manager) return [];
  const ctx = new SourceValidationContext(source, message, [...path, 'task']);
  manager.validateProtoMessage(ctx, message.value, realmId(project, realm));
  return ctx.findings;
}
