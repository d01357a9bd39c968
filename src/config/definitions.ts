// Job definitions as the engine loads them, made from config entries (spec validation.md 3.10).

import { encodeMessage, stringsAreUtf8 } from '../schema/codec.ts';
import type { Job } from '../schema/generated/messages.ts';
import { jobId, realmId } from '../task/ids.ts';
import type { Flavor, JobDefinition } from '../task/job-definition.ts';
import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { BoundField } from './message/bound-message.ts';
import { firstValue } from './message/bound-message.ts';
import type { BoundEntry } from './message/entries.ts';
import { taskFields } from './message/entry-facts.ts';

/** What an entry without a schedule does. */
export const DEFAULT_SCHEDULE = { job: 'triggered', trigger: 'with 30s interval' } as const;

/** Where a definition comes from: see the fields of the same names in `JobDefinition`. */
export type DefinitionOrigin = Pick<JobDefinition, 'revision' | 'revisionUrl'>;

export interface DefinitionOptions {
  readonly project: string;
  readonly registry: ManagerRegistry;
  /** Whether some entry of the config has the id; references to others are dropped. */
  readonly isKnown: (id: string) => boolean;
  readonly origin: DefinitionOrigin;
}

/**
 * The definition of an entry that is valid by itself. Undefined for a task with text that is not UTF-8: it is valid,
 * and the service fails to load it all the same (textformat.md T27).
 */
export function defineEntry(
  { kind, message }: BoundEntry,
  { project, registry, isKnown, origin }: DefinitionOptions,
): JobDefinition | undefined {
  const { id, realm, schedule } = message.value as Pick<Job, 'id' | 'realm' | 'schedule'>;
  const { triggers } = message.value as { triggers?: readonly string[] };
  const effective = schedule === '' ? DEFAULT_SCHEDULE[kind] : schedule;
  const task = wrapped(taskFields(message, registry)[0]);
  if (!stringsAreUtf8(registry.taskDefWrapper, task)) return undefined;
  const policy = firstValue(message, 'triggering_policy')?.message;
  const targets = [...new Set(triggers)].filter(isKnown);
  return {
    jobId: jobId(project, id),
    realmId: realmId(project, realm),
    flavor: kind === 'trigger' ? 'trigger' : flavorOfJob(effective),
    schedule: effective,
    task: encodeMessage(registry.taskDefWrapper, task),
    triggeringPolicy: policy ? encodeMessage(policy.type, policy.value) : new Uint8Array(),
    // In byte order, as the service has them: what may be an id is ASCII (J4), where code units are bytes.
    triggeredJobIds: targets.map((target) => jobId(project, target)).sort(),
    ...origin,
  };
}

function flavorOfJob(schedule: string): Flavor {
  return schedule === 'triggered' ? 'triggered' : 'periodic';
}

/** TaskDefWrapper has a field of the same name for each task field of Job and Trigger. */
function wrapped(task: BoundField | undefined): object {
  return task ? { [task.type.jsonName]: task.values[0]?.message?.value } : {};
}
