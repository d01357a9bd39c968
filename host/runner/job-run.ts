// What somebody wants to be run: a job, what it is given, and who gets its triggers.

import type { JobId } from '../../src/task/ids.ts';
import type { JobDefinition } from '../../src/task/job-definition.ts';
import type { EmittedTrigger, Struct } from '../../src/task/request.ts';

export interface JobRun {
  readonly definition: JobDefinition;
  /** Those that its triggers start, and theirs. Triggers for others go nowhere. Default: none. */
  readonly receivers?: readonly JobDefinition[];
  /** Of the request. */
  readonly properties?: Struct;
  /** What it is to believe that it was started by, oldest first. */
  readonly triggers?: readonly EmittedTrigger[];
}

/**
 * The job, and then those that get its triggers, as they are run by hand: none by its schedule, and none with anybody
 * else to send triggers to.
 */
export function definitionsOf({
  definition,
  receivers = [],
}: JobRun): readonly [JobDefinition, ...JobDefinition[]] {
  const known = new Set<JobId>(receivers.map(({ jobId }) => jobId));
  const apart = (job: JobDefinition): JobDefinition => ({
    ...job,
    flavor: 'triggered',
    schedule: 'triggered',
    triggeredJobIds: job.triggeredJobIds.filter((id) => known.has(id)),
  });
  const others = receivers.filter(({ jobId }) => jobId !== definition.jobId);
  return [apart(definition), ...others.map(apart)];
}
