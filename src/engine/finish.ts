// The handler of an Invocation's end, which updates its job (engine.md S8).

import type { Handler } from './engine-context.ts';

/** Frees the place that the Invocation held among the job's active ones. */
export const acknowledgeFinish: Handler<'InvocationFinishedTask'> = (
  engine,
  { jobId, invocationId },
) =>
  engine.store.transaction((tx) => {
    const job = tx.job(jobId);
    if (!job?.activeInvocations.includes(invocationId)) return;
    const activeInvocations = job.activeInvocations.filter((id) => id !== invocationId);
    tx.putJob({ ...job, activeInvocations });
  });
