// A timer's time has come (engine.md R3).

import { TaskError } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import type { Delivery } from '../queue/delivery.ts';
import { abortNow } from './abort.ts';
import { callForEvent } from './call-for-event.ts';
import { type OpenedInvocation, withController } from './with-controller.ts';

/**
 * Tells the Manager. The timer is used up by the save that ends this event; until then, whatever goes
 * wrong, it is pending and comes again.
 */
export const deliverTimer: Handler<'TimerTask'> = (
  engine,
  { jobId, invocationId, timerId },
  delivery,
) => {
  const handle = async (opened: OpenedInvocation) => {
    const { abortedBy } = opened.invocation;
    if (abortedBy !== undefined) return abortNow(engine, opened, abortedBy);
    return callManager(engine, opened, timerId, delivery);
  };
  return withController(engine, jobId, invocationId, handle, delivery);
};

async function callManager(
  engine: EngineContext,
  opened: OpenedInvocation,
  timerId: string,
  delivery: Delivery,
): Promise<void> {
  const { controller, manager } = opened;
  const timer = controller.consumeTimer(timerId);
  if (!timer) throw new TaskError('fatal', `timer ${timerId} is not pending`);
  const name = `Timer ${JSON.stringify(timer.title)}`;
  controller.debugLog(`Handling timer ${JSON.stringify(timer.title)}`);
  await callForEvent(engine, opened, { name, delivery }, () =>
    manager.handleTimer(controller, timer.title, timer.payload),
  );
}
