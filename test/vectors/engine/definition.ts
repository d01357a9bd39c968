// Definitions of jobs as files of the service's answers write them.

import { encodeMessage } from '../../../src/schema/codec.ts';
import { messageType } from '../../../src/schema/schema.ts';
import { type JobId, realmId } from '../../../src/task/ids.ts';
import type { JobDefinition } from '../../../src/task/job-definition.ts';
import { policyFrom } from '../vector-policy.ts';
import type { ScenarioJob } from './scenario.ts';

const FLAVORS = ['triggered', 'periodic', 'trigger'] as const;

export function definitionFrom(project: string, job: ScenarioJob): JobDefinition {
  const flavor = FLAVORS[job.flavor];
  if (flavor === undefined) throw new Error(`there is no flavor ${job.flavor}`);
  return {
    jobId: job.id as JobId,
    realmId: realmId(project, 'realm'),
    flavor,
    schedule: job.schedule,
    // Two tasks are equal if their versions are.
    task: encodeMessage(messageType('scheduler.config.TaskDefWrapper'), {
      noop: { sleepMs: BigInt(job.task_version) },
    }),
    triggeringPolicy: job.policy
      ? encodeMessage(messageType('scheduler.config.TriggeringPolicy'), policyFrom(job.policy))
      : new Uint8Array(),
    triggeredJobIds: job.triggered_job_ids as readonly JobId[],
    revision: job.revision,
    revisionUrl: '',
  };
}
