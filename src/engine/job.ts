// A job as it is stored, and how it follows its definition (engine.md 5.2, schema.md 1.6).

import type { InvocationId, JobId, RealmId } from '../task/ids.ts';
import type { Flavor, JobDefinition } from '../task/job-definition.ts';
import { EngineError } from './engine-error.ts';
import { sameBytes } from './plain-data.ts';

export interface Job {
  readonly id: JobId;
  readonly realmId: RealmId;
  readonly flavor: Flavor;
  /** False once the job is gone from the config; what it has started runs on. */
  readonly enabled: boolean;
  /** The config revision at which this job last really changed. */
  readonly revision: string;
  readonly revisionUrl: string;
  readonly schedule: string;
  /** Serialized `scheduler.config.TaskDefWrapper`. */
  readonly task: Uint8Array;
  /** Serialized `scheduler.config.TriggeringPolicy`; empty when the config has none. */
  readonly triggeringPolicy: Uint8Array;
  /** Sorted, unique. */
  readonly triggeredJobIds: readonly JobId[];
  /** In the order they were started. Holds a finished one until its end has been acknowledged. */
  readonly activeInvocations: readonly InvocationId[];
}

/** @throws EngineError `job-id-malformed` if it is not of the form `project/job` */
export function checkJobId(id: JobId): void {
  if (/^[^/]+\/[^/]+$/.test(id)) return;
  const message = `Job id ${JSON.stringify(id)} is not of the form project/job.`;
  throw new EngineError('job-id-malformed', message);
}

/** True if the config says nothing new about the job (J3). The revision alone is not news. */
export function matchesDefinition(job: Job, definition: JobDefinition): boolean {
  return (
    job.enabled &&
    job.id === definition.jobId &&
    job.realmId === definition.realmId &&
    job.flavor === definition.flavor &&
    job.schedule === definition.schedule &&
    sameBytes(job.task, definition.task) &&
    sameBytes(job.triggeringPolicy, definition.triggeringPolicy) &&
    job.triggeredJobIds.length === definition.triggeredJobIds.length &&
    job.triggeredJobIds.every((id, i) => id === definition.triggeredJobIds[i])
  );
}

/** The job as defined; whatever the definition does not speak of stays as it was (J5). */
export function applyDefinition(job: Job | undefined, definition: JobDefinition): Job {
  const { jobId, ...rest } = definition;
  return { activeInvocations: [], ...job, id: jobId, ...rest, enabled: true };
}
