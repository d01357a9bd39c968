// A message that somebody publishes about an Invocation (engine.md 5.11, B4 and B5).

import type { PubsubMessage } from '../../task/manager.ts';
import { isRace, isTransient } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { EngineError } from '../engine-error.ts';
import type { Delivery } from '../queue/delivery.ts';
import { abortNow } from './abort.ts';
import { callForEvent } from './call-for-event.ts';
import { type OpenedInvocation, withController } from './with-controller.ts';

/** Before a message that met a race is tried again. Milliseconds. */
const RACE_PAUSE_MS = 1000;

/** Delivers a message that was published in this process; it comes again as any item does. */
export const deliverNotification: Handler<'NotificationTask'> = (
  engine,
  { manager, message },
  delivery,
) => handleNotification(engine, manager, message, delivery);

/**
 * A message that was pushed from outside. One that meets a race is tried once more; after that it is up to who
 * pushed it, whom the kind of the rejection tells (B5).
 */
export async function pushNotification(
  engine: EngineContext,
  manager: string,
  message: PubsubMessage,
): Promise<void> {
  try {
    await handleNotification(engine, manager, message);
  } catch (error) {
    if (!isRace(error)) throw error;
    engine.listener.serviceLog('A message met a race and is tried once more', error);
    await engine.world.clock.sleep(RACE_PAUSE_MS);
    await handleNotification(engine, manager, message);
  }
}

/**
 * Tells the Manager what a message says about an Invocation; nothing happens if that has ended.
 *
 * Rejects with EngineError `notification-refused` if the message is not for anything here, and as `withController`.
 */
async function handleNotification(
  engine: EngineContext,
  managerName: string,
  message: PubsubMessage,
  delivery?: Delivery,
): Promise<void> {
  const manager = engine.registry.byName(managerName);
  if (!manager) throw refused(`nothing here is called ${JSON.stringify(managerName)}`);
  const token = manager.examineNotification(message);
  if (token === '') throw refused('the message has no token');
  const target = await engine.tokens.check(token);
  if (!target) throw refused('the token of the message is not valid');

  const { jobId, invocationId } = target;
  const handle = async (opened: OpenedInvocation) => {
    const { abortedBy } = opened.invocation;
    if (abortedBy !== undefined) return abortNow(engine, opened, abortedBy);
    const comesAgain = (error: unknown) => isTransient(error) || isRace(error);
    const event = { name: 'A message', comesAgain, ...(delivery && { delivery }) };
    await callForEvent(engine, opened, event, () =>
      opened.manager.handleNotification(opened.controller, message),
    );
  };
  await withController(engine, jobId, invocationId, handle, delivery);
}

function refused(reason: string): EngineError {
  return new EngineError('notification-refused', `A notification is refused: ${reason}.`);
}
