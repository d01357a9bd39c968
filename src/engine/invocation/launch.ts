// Launching an Invocation, and trying again (engine.md L4–L7, manager-contract.md 8.3).

import type { Manager } from '../../task/manager.ts';
import { isFinal, isInitial, type Status } from '../../task/status.ts';
import { unmarshalTask } from '../../task/task-definition.ts';
import { isTransient, TaskError } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { isLostCall } from '../lost-call.ts';
import type { Delivery } from '../queue/delivery.ts';
import { backoffMs } from '../timing.ts';
import type { Invocation } from './invocation.ts';
import { putChange } from './invocation-change.ts';
import { InvocationController } from './invocation-controller.ts';

/** One attempt (L4, L5). */
export const launchInvocation: Handler<'LaunchInvocationTask'> = async (
  engine,
  { invocationId },
  delivery,
) => {
  const invocation = await beginAttempt(engine, invocationId, delivery);
  if (!invocation) return;

  const unmarshaled = unmarshalTask(engine.registry, invocation.task, invocation.realmId);
  if (!unmarshaled.ok) {
    const controller = new InvocationController(engine, invocation);
    controller.debugLog(`This task cannot be run: ${unmarshaled.reason}`);
    controller.setStatus('FAILED');
    return controller.saveLast(delivery);
  }

  const controller = new InvocationController(engine, invocation, unmarshaled, delivery);
  if (invocation.abortedBy !== undefined) {
    controller.debugLog(`Aborted by ${invocation.abortedBy} before it was launched`);
    controller.setStatus('ABORTED');
    return controller.saveLast(delivery);
  }
  try {
    return await attemptLaunch(engine, controller, unmarshaled.manager, delivery);
  } finally {
    controller.close();
  }
};

/**
 * Commits that an attempt is about to happen, before the Manager hears of it: a store that takes no
 * writes stops a launch here. Undefined if there is nothing to launch: the Invocation is gone, or past
 * its launch, or has used up its attempts and fails with this one.
 */
function beginAttempt(
  engine: EngineContext,
  invocationId: Invocation['id'],
  delivery: Delivery,
): Promise<Invocation | undefined> {
  const time = engine.world.clock.now();
  const { maxLaunchAttempts } = engine.timing;
  const { attempt } = delivery.item;
  return engine.store.transaction((tx) => {
    const before = tx.rows.invocation(invocationId);
    if (!before || !isInitial(before.status)) {
      // Said by a launch that an abort has cut; while it runs, by whoever is at work on it.
      if (!before || isFinal(before.status)) engine.unsaved.drop(invocationId);
      tx.finish(delivery);
      return undefined;
    }

    const exhausted = attempt >= maxLaunchAttempts;
    const text = exhausted
      ? `Giving up after ${maxLaunchAttempts} attempts`
      : `Attempt ${attempt + 1}`;
    const status = exhausted ? 'FAILED' : before.status;
    const invocation = putChange(tx, {
      before,
      after: { ...before, retryCount: attempt, status },
      line: text,
      newTimers: [],
      newTriggers: [],
      now: time,
    });
    if (exhausted) tx.finish(delivery);
    else tx.countAttempt(delivery);
    return exhausted ? undefined : invocation;
  });
}

async function attemptLaunch(
  engine: EngineContext,
  controller: InvocationController,
  manager: Manager,
  delivery: Delivery,
): Promise<void> {
  const { attempt } = delivery.item;
  const failure = await callLaunch(engine, controller, manager, delivery);

  const left = controller.leftStatus();
  const outcome = !failure ? 'ok' : isTransient(failure.error) ? 'transient' : 'fatal';
  const { maxLaunchAttempts } = engine.timing;
  const status = left && statusAfterLaunch(left, outcome, attempt, maxLaunchAttempts);
  if (failure && failure.error === controller.refusal) controller.setStatus('FAILED');
  else if (status !== left && status !== undefined) controller.setStatus(status);
  if (failure) {
    // The error is for the operator: what the user should know, the Manager has logged (L7).
    const name = `${controller.jobId()} ${controller.invocationId()}`;
    engine.listener.serviceLog(
      `Launch of ${name}: ${outcome}, ${controller.leftStatus()}`,
      failure.error,
    );
  }
  // Waited for here, which takes fewer turns than to hand on the promise does.
  if (controller.leftStatus() !== 'RETRYING') return await controller.saveLast(delivery);

  const seconds = backoffMs(engine.timing.backoff.launches, attempt + 1) / 1000;
  controller.debugLog(`Attempt ${attempt + 1} did not succeed, trying again in ${seconds} s`);
  await controller.saveLast(undefined);
  throw new TaskError('transient', 'the launch will be tried again');
}

/** How the Manager has failed, if it has. */
async function callLaunch(
  { launches }: EngineContext,
  controller: InvocationController,
  manager: Manager,
  delivery: Delivery,
): Promise<{ readonly error: unknown } | undefined> {
  const { signal } = delivery;
  const id = controller.invocationId();
  launches.begin(id, delivery);
  try {
    await manager.launchTask(controller, signal);
    const status = controller.leftStatus();
    if (status === undefined || !isInitial(status)) return undefined;
    signal.throwIfAborted();
    return { error: new TaskError('fatal', 'launchTask returned without setting a status') };
  } catch (error) {
    if (isLostCall(error)) throw error;
    if (!signal.aborted) return { error };
    // Either the engine stops, and the next delivery starts over, or the Invocation has ended
    // meanwhile, and the next delivery will find that.
    throw new TaskError('retry', 'the launch was interrupted', { cause: error });
  } finally {
    launches.end(id, delivery);
  }
}

/**
 * The status that an attempt ends with (manager-contract.md 8.3). A status that the Manager has set
 * stands, whatever it throws after; one that it has left initial shows a launch that did not happen.
 *
 * @param attempt from 0
 */
export function statusAfterLaunch(
  status: Status,
  outcome: 'ok' | 'transient' | 'fatal',
  attempt: number,
  maxAttempts: number,
): Status {
  if (!isInitial(status)) return status;
  return outcome === 'transient' && attempt + 1 < maxAttempts ? 'RETRYING' : 'FAILED';
}
