// Starting an Invocation: allocation, and the launch put into the queue (engine.md L1–L3).

import type { InvocationId, JobId } from '../task/ids.ts';
import type { Request } from '../task/request.ts';
import { TaskError } from '../task/task-error.ts';
import { formatLogLine } from './debug-log.ts';
import type { EngineContext } from './engine-context.ts';
import { EngineError } from './engine-error.ts';
import { newInvocation } from './invocation.ts';
import { generateInvocationId } from './invocation-id.ts';

/** How many ids are drawn before a free one is given up on. */
const ID_DRAWS = 10;

/**
 * Allocates an Invocation of an enabled job and queues its launch.
 *
 * Rejects with EngineError `job-not-found` or `request-tag-malformed`, or a transient TaskError.
 */
export async function startInvocation(
  engine: EngineContext,
  jobId: JobId,
  request: Request,
): Promise<InvocationId> {
  for (let draw = 1; draw <= ID_DRAWS; draw++) {
    const now = engine.world.clock.now();
    const id = generateInvocationId(now, engine.world.random);
    if (await allocate(engine, jobId, request, id, now)) return id;
  }
  throw new TaskError('transient', `no free invocation id in ${ID_DRAWS} draws`);
}

/** False if the id is taken. */
function allocate(
  engine: EngineContext,
  jobId: JobId,
  request: Request,
  id: InvocationId,
  now: number,
): Promise<boolean> {
  return engine.store.transaction((tx) => {
    const job = tx.job(jobId);
    if (!job?.enabled) throw new EngineError('job-not-found', `There is no job ${jobId}.`);
    if (tx.invocation(id)) return false;

    const text = request.triggeredBy === '' ? 'Queued' : `Queued by ${request.triggeredBy}`;
    tx.announce(jobId, id, { time: now, text });
    tx.putInvocation({
      ...newInvocation(id, job, request, now),
      debugLog: formatLogLine(now, text),
    });
    tx.putJob({ ...job, activeInvocations: [...job.activeInvocations, id] });
    tx.enqueue({
      payload: { kind: 'LaunchInvocationTask', jobId, invocationId: id },
      due: now + engine.timing.launchDelayMs,
      name: `inv:${jobId}:${id}`,
    });
    return true;
  });
}
