// A job as it is stored, and how it follows its definition (engine.md 5.2, schema.md 1.6).

import { type CronState, NEW_CRON_STATE } from '../../cron/cron-state.ts';
import type { InvocationId, JobId, RealmId } from '../../task/ids.ts';
import type { Flavor, JobDefinition } from '../../task/job-definition.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../store/plain-data.ts';

/** Who paused or resumed a job, when and why. */
interface PausedOrResumed {
  /** Milliseconds since the epoch. */
  readonly when: number;
  /** Identity `kind:value`. */
  readonly by: string;
  /** '' if none was given. */
  readonly reason: string;
}

/** An invocation whose end the job has acknowledged. */
export interface FinishedInvocation {
  readonly id: InvocationId;
  /** When it was acknowledged, in milliseconds since the epoch. */
  readonly finished: number;
}

export interface Job {
  readonly id: JobId;
  readonly realmId: RealmId;
  readonly flavor: Flavor;
  /** False once the job is gone from the config; what it has started runs on. */
  readonly enabled: boolean;
  /** Kept while the job is disabled (J5). */
  readonly paused: boolean;
  /** The last time that `paused` changed; absent if it never did. */
  readonly pausedOrResumed?: PausedOrResumed;
  /** The config revision at which this job last really changed. */
  readonly revision: string;
  readonly revisionUrl: string;
  /** As configured; `effectiveSchedule` is the one in force. */
  readonly schedule: string;
  readonly cron: CronState;
  /** Serialized `scheduler.config.TaskDefWrapper`. */
  readonly task: Uint8Array;
  /** Serialized `scheduler.config.TriggeringPolicy`; empty when the config has none. */
  readonly triggeringPolicy: Uint8Array;
  /** Sorted, unique. */
  readonly triggeredJobIds: readonly JobId[];
  /** In the order they were started. Holds a finished one until a triage has acknowledged its end. */
  readonly activeInvocations: readonly InvocationId[];
  /** Those acknowledged in the last ten minutes, in that order (engine.md 5.7, step 2). */
  readonly finishedInvocations: readonly FinishedInvocation[];
  /** When the last triage was, in milliseconds since the epoch. */
  readonly lastTriage?: number;
}

/** @throws EngineError `job-id-malformed` if it is not of the form `project/job` */
export function checkJobId(id: JobId): void {
  if (/^[^/]+\/[^/]+$/.test(id)) return;
  const message = `Job id ${JSON.stringify(id)} is not of the form project/job.`;
  throw new EngineError('job-id-malformed', message);
}

/** The schedule in force: a paused job has none of its own (M10). */
export function effectiveSchedule({ paused, schedule }: Job): string {
  return paused ? 'triggered' : schedule;
}

/** Whether triggers can start anything: those of an inactive job are dropped (T4). */
export function isActive({ enabled, paused }: Job): boolean {
  return enabled && !paused;
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
  return { ...(job ?? NEW_JOB), id: jobId, ...rest, enabled: true };
}

const NEW_JOB = {
  paused: false,
  cron: NEW_CRON_STATE,
  activeInvocations: [],
  finishedInvocations: [],
} as const;
