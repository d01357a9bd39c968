// The abort of an Invocation: at once, or as soon as its Manager can (engine.md 5.12).

import type { InvocationId, JobId } from '../task/ids.ts';
import { isFinal } from '../task/status.ts';
import { isTransient } from '../task/task-error.ts';
import type { EngineContext, Handler } from './engine-context.ts';
import { type OpenedInvocation, withController } from './with-controller.ts';

/**
 * Aborts an Invocation, or makes sure that it will be (A1, A3). No effect on one that has ended.
 *
 * @param identity `kind:value` of who asks
 */
export async function abortInvocation(
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
export const retryAbort: Handler<'AbortInvocationTask'> = (engine, { jobId, invocationId }) =>
  withController(engine, jobId, invocationId, async (opened) => {
    const { abortedBy } = opened.invocation;
    if (abortedBy !== undefined) await abortNow(engine, opened, abortedBy);
  });

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
  try {
    await manager.abortTask(controller);
  } catch (error) {
    if (isTransient(error)) throw error;
    engine.listener.serviceLog(`Cancelling ${controller.invocationId()} failed`, error);
  }
  const state = controller.state();
  if (!isFinal(state.status)) state.status = 'ABORTED';
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
    const invocation = tx.invocation(invocationId);
    if (!invocation || isFinal(invocation.status) || invocation.abortedBy !== undefined) return;
    tx.putInvocation({ ...invocation, abortedBy: identity });
    const { jobId } = invocation;
    tx.enqueue({ payload: { kind: 'AbortInvocationTask', jobId, invocationId }, due });
  });
}
