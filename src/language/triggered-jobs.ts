// The jobs that a trigger starts when it is run: their definitions, or why one of them is left out.

import { quotedValue } from '../golang/quoted-value.ts';
import { type JobId, jobNameOf } from '../task/ids.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import type { ConfigDocument } from './config-document.ts';
import { isRunnable } from './job-choices.ts';
import type { RunOptions } from './run-target.ts';

export interface TriggeredJobs {
  /** In the order of discovery, each once; never the one that was asked about. */
  readonly definitions: readonly JobDefinition[];
  /** Sentences about those that cannot be run. */
  readonly refusals: readonly string[];
}

/** All that get triggers of the job, or triggers of those that do. Looks once at the whole config, if there are any. */
export function triggeredJobs(
  document: ConfigDocument,
  definition: JobDefinition,
  { runsHere, origin }: RunOptions,
): TriggeredJobs {
  const definitions: JobDefinition[] = [];
  const refusals: string[] = [];
  const waiting = [...definition.triggeredJobIds];
  if (waiting.length === 0) return { definitions, refusals };
  const defined = new Map(document.definitions(origin).map((job) => [job.jobId, job]));
  const runnable = new Set<string>();
  const disabled = new Set<string>();
  for (const entry of document.entries()) {
    if (entry.disabled) disabled.add(entry.id);
    if (entry.valid && isRunnable(entry, runsHere)) runnable.add(entry.id);
  }
  const seen = new Set<JobId>([definition.jobId]);
  for (const id of waiting) {
    if (seen.has(id)) continue;
    seen.add(id);
    const name = jobNameOf(id);
    const job = runnable.has(name) ? defined.get(id) : undefined;
    if (job) {
      definitions.push(job);
      waiting.push(...job.triggeredJobIds);
    } else {
      const why = disabled.has(name) ? 'is disabled' : 'has errors';
      refusals.push(`Job ${quotedValue(name)} is not started: it ${why}.`);
    }
  }
  return { definitions, refusals };
}
