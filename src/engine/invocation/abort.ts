// The abort of an Invocation, or of all that a job has running: at once, or as soon as its Manager can (engine.md 5.12).

import { withDeadline } from '../../io/deadline.ts';
import { NEVER_ABORTED } from '../../io/never-aborted.ts';
import type { InvocationId, JobId } from '../../task/ids.ts';
import { isFinal } from '../../task/status.ts';
import { isTransient, TaskError } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { enabledJob } from '../job/enabled-job.ts';
import { kickTriage } from '../triage/kick-triage.ts';
import { type OpenedInvocation, withController } from './with-controller.ts';

/**
 * Aborts an Invocation, or makes sure that it will be (A1, A3). No effect on one that has ended.
 *
 * Rejects with EngineError `job-not-found`, as its job is looked up first (ui.md 3), or `invocation-not-found`.
 *
 * @param identity `kind:value` of who asks
 */
export async function abortInvocation(
  engine: EngineContext,
  jobId: JobId,
  invocationId: InvocationId,
  identity: string,
): Promise<void> {
  await engine.store.transaction((tx) => enabledJob(tx, jobId));
  await abortOne(engine, jobId, invocationId, identity);
}

async function abortOne(
  engine: EngineContext,
  jobId: JobId,
  invocationId: InvocationId,
  identity: string,
): Promise<void> {
  try {
    await withController(engine, jobId, invocationId, async (opened) => {
      if (opened.invocation.abortedBy === undefined) await abortNow(engine, opened, identity);
    });
  } catch (error) {
    if (!isTransient(error)) throw error;
    await abortLater(engine, invocationId, identity);
  }
}

/** The next try of an abort that could not happen at once. */
export const retryAbort: Handler<'AbortInvocationTask'> = (
  engine,
  { jobId, invocationId },
  delivery,
) => {
  const handle = async (opened: OpenedInvocation) => {
    const { abortedBy } = opened.invocation;
    if (abortedBy !== undefined) await abortNow(engine, opened, abortedBy);
  };
  return withController(engine, jobId, invocationId, handle, delivery);
};

/**
 * Aborts everything that the job has active (A5). What waits to be started is not touched, and may start right after.
 *
 * Rejects with EngineError `job-not-found`, and with a transient TaskError if some could not be aborted.
 */
export async function abortJob(
  engine: EngineContext,
  jobId: JobId,
  identity: string,
): Promise<void> {
  const active = await engine.store.transaction((tx) => {
    const job = enabledJob(tx, jobId);
    kickTriage(engine, tx, jobId);
    return job.activeInvocations;
  });
  const outcomes = await Promise.allSettled(
    active.map((id) => abortOne(engine, jobId, id, identity)),
  );
  const errors = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason] : [],
  );
  if (errors.length > 0) {
    const message = `${errors.length} of the invocations of ${jobId} could not be aborted`;
    throw new TaskError('transient', message, { cause: new AggregateError(errors) });
  }
}

/**
 * Lets the Manager cancel what it can and makes the Invocation ABORTED, unless the Manager knows a
 * better end (A2). Rejects, with nothing touched, if the Manager cannot act yet.
 */
export async function abortNow(
  engine: EngineContext,
  { controller, manager }: OpenedInvocation,
  identity: string,
): Promise<void> {
  controller.debugLog(`Aborted by ${identity}`);
  const { clock } = engine.world;
  try {
    await withDeadline(clock, engine.timing.abortLimitMs, NEVER_ABORTED, () =>
      manager.abortTask(controller),
    );
  } catch (error) {
    if (isTransient(error)) throw error;
    engine.listener.serviceLog(`Cancelling ${controller.invocationId()} failed`, error);
  }
  const status = controller.leftStatus();
  if (status === undefined || !isFinal(status)) controller.setStatus('ABORTED');
}

/**
 * Leaves a mark that the next event of the Invocation obeys, and makes sure that there is a next one.
 * The mark is no mutation, so it does not make an event that is under way lose its work (S3).
 */
async function abortLater(
  engine: EngineContext,
  invocationId: InvocationId,
  identity: string,
): Promise<void> {
  const due = engine.world.clock.now() + engine.timing.abortDelayMs;
  await engine.store.transaction((tx) => {
    const invocation = tx.rows.invocation(invocationId);
    if (!invocation || isFinal(invocation.status) || invocation.abortedBy !== undefined) return;
    tx.putInvocation({ ...invocation, abortedBy: identity });
    const { jobId } = invocation;
    tx.enqueue({ kind: 'AbortInvocationTask', jobId, invocationId }, due);
  });
}
