// A timer's time has come (engine.md R3).

import { isTransient, TaskError } from '../task/task-error.ts';
import { abortNow } from './abort.ts';
import type { EngineContext, Handler } from './engine-context.ts';
import { type OpenedInvocation, withController } from './with-controller.ts';

/**
 * Tells the Manager. The timer is used up by the save that ends this event; until then, whatever goes
 * wrong, it is pending and comes again.
 */
export const deliverTimer: Handler<'TimerTask'> = (engine, { jobId, invocationId, timerId }) =>
  withController(engine, jobId, invocationId, async (opened) => {
    const { abortedBy } = opened.invocation;
    if (abortedBy !== undefined) return abortNow(engine, opened, abortedBy);
    return callManager(engine, opened, timerId);
  });

async function callManager(
  engine: EngineContext,
  { controller, manager }: OpenedInvocation,
  timerId: string,
): Promise<void> {
  const timer = controller.consumeTimer(timerId);
  if (!timer) throw new TaskError('fatal', `timer ${timerId} is not pending`);
  controller.debugLog(`Handling timer ${JSON.stringify(timer.title)}`);
  try {
    await manager.handleTimer(controller, timer.title, timer.payload);
  } catch (error) {
    if (isTransient(error)) throw error;
    engine.listener.serviceLog(`Timer ${timerId} failed`, error);
    const state = controller.state();
    if (state.status === 'FAILED') return;
    controller.debugLog(`Timer ${JSON.stringify(timer.title)} could not be handled`);
    state.status = 'FAILED';
  }
}
