// From config entries to what the engine loads (spec validation.md 3.10).

import { encodeMessage, stringsAreUtf8 } from '../schema/codec.ts';
import { jobId, realmId } from '../task/ids.ts';
import type { Flavor, JobDefinition } from '../task/job-definition.ts';
import { fieldsNamed } from './bound-message.ts';
import type { ConfigPart } from './config-part.ts';
import { type AnalysisOptions, type BoundEntry, bindEntries } from './entry-analysis.ts';
import { taskFields } from './entry-rules.ts';

/** What an entry without a schedule does. */
export const DEFAULT_SCHEDULE = { job: 'triggered', trigger: 'with 30s interval' } as const;

/**
 * Definitions of those entries of a part for which `usable` (parallel to its entries) says so.
 * @param known ids of all entries of the config; references to others are dropped
 */
export function definePart(
  part: ConfigPart,
  usable: readonly boolean[],
  known: ReadonlySet<string>,
  options: AnalysisOptions,
  revision: string,
): readonly JobDefinition[] {
  if (!usable.includes(true)) return [];
  return bindEntries(part.source).flatMap((entry, i) => {
    const definition = usable[i] ? define(entry, known, options, revision) : undefined;
    return definition ? [definition] : [];
  });
}

/** Undefined for a task with text that is not UTF-8: valid, and not loaded all the same (textformat.md T27). */
function define(
  entry: BoundEntry,
  known: ReadonlySet<string>,
  { project, registry }: AnalysisOptions,
  revision: string,
): JobDefinition | undefined {
  const { id, realm, schedule, triggers } = entry.message.value as {
    id: string;
    realm: string;
    schedule: string;
    triggers?: readonly string[];
  };
  const effective = schedule === '' ? DEFAULT_SCHEDULE[entry.kind] : schedule;
  const task = wrapped(taskFields(entry.message, registry)[0]);
  if (!stringsAreUtf8(WRAPPER, task)) return undefined;
  const policy = fieldsNamed(entry.message, 'triggering_policy')[0]?.values[0]?.message;
  const targets = [...new Set(triggers)].filter((target) => known.has(target));
  return {
    jobId: jobId(project, id),
    realmId: realmId(project, realm),
    flavor: flavorOf(entry, effective),
    schedule: effective,
    task: encodeMessage(WRAPPER, task),
    triggeringPolicy: policy
      ? encodeMessage('scheduler.config.TriggeringPolicy', policy.value)
      : new Uint8Array(),
    // In byte order, as the service has them: what may be an id is ASCII (J4), where code units are bytes.
    triggeredJobIds: targets.map((target) => jobId(project, target)).sort(),
    revision,
    revisionUrl: '',
  };
}

function flavorOf(entry: BoundEntry, schedule: string): Flavor {
  if (entry.kind === 'trigger') return 'trigger';
  return schedule === 'triggered' ? 'triggered' : 'periodic';
}

const WRAPPER = 'scheduler.config.TaskDefWrapper';

/** TaskDefWrapper has a field of the same name for each task field of Job and Trigger. */
function wrapped(task: ReturnType<typeof taskFields>[number] | undefined): object {
  return task ? { [task.type.jsonName]: task.values[0]?.message?.value } : {};
}
