// A message that somebody publishes about an Invocation (engine.md 5.11, B4 and B5).

import { DeadlineExceeded, withDeadline } from '../../io/deadline.ts';
import { NEVER_ABORTED } from '../../io/never-aborted.ts';
import type { Manager, PubsubMessage } from '../../task/manager.ts';
import { isRace, isTransient, TaskError } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { EngineError } from '../engine-error.ts';
import { deliverPush } from '../pubsub/push-delivery.ts';
import type { Delivery } from '../queue/delivery.ts';
import { copyPlainData } from '../store/plain-data.ts';
import { abortNow } from './abort.ts';
import { callForEvent } from './call-for-event.ts';
import { type OpenedInvocation, withController } from './with-controller.ts';

/**
 * Takes a message for a topic of this engine. Once this has resolved the message will be delivered, at least once.
 *
 * Rejects with EngineError `topic-not-found`.
 */
export async function publishMessage(
  engine: EngineContext,
  topic: string,
  message: PubsubMessage,
): Promise<void> {
  const route = engine.pubsub?.routeOf(topic);
  if (!route) {
    throw new EngineError('topic-not-found', `There is no topic ${JSON.stringify(topic)} here.`);
  }
  const { manager } = route;
  const payload = { kind: 'NotificationTask', manager, message: copyPlainData(message) } as const;
  await engine.store.transaction((tx) => tx.enqueue(payload, engine.world.clock.now()));
}

/** Delivers a message that was published in this process; it comes again as any item does. */
export const deliverNotification: Handler<'NotificationTask'> = (
  engine,
  { manager, message },
  delivery,
) => handleNotification(engine, manager, message, delivery);

/**
 * A message that was pushed from outside. One that meets a race is tried once more; after that it is up to who
 * pushed it, whom the kind of the rejection tells (`pushResultOf`). So it is if the Manager does not answer in time.
 *
 * @param signal ends the wait for the second try
 */
export function pushNotification(
  engine: EngineContext,
  manager: string,
  message: PubsubMessage,
  signal?: AbortSignal,
): Promise<void> {
  const { clock } = engine.world;
  const onRace = (error: unknown) =>
    engine.listener.serviceLog('A message met a race and is tried once more', error);
  return deliverPush(() => handleInTime(engine, manager, message), clock, onRace, signal);
}

async function handleInTime(
  engine: EngineContext,
  manager: string,
  message: PubsubMessage,
): Promise<void> {
  const { timing, world } = engine;
  const handle = () => handleNotification(engine, manager, message);
  try {
    await withDeadline(world.clock, timing.callLimitMs, NEVER_ABORTED, handle);
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) throw error;
    const text = `a message for ${manager} was not handled in ${timing.callLimitMs / 1000} s`;
    throw new TaskError('transient', text, { cause: error });
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
  if (!engine.pubsub) throw refused('messages are not received here');
  const manager = engine.registry.byName(managerName);
  if (!manager) throw refused(`nothing here is called ${JSON.stringify(managerName)}`);
  const token = tokenIn(engine, message, manager);
  if (token === '') throw refused('the message has no token');
  const read = engine.pubsub.subjectOf(token);
  if (!read.ok) throw refused(read.reason);

  const { jobId, invocationId } = read.subject;
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

/** '' if there is none. The message is anybody's: a Manager that throws over it is no reason to see it again. */
function tokenIn(engine: EngineContext, message: PubsubMessage, manager: Manager): string {
  let token: unknown;
  try {
    token = manager.examineNotification(message);
  } catch (error) {
    engine.listener.serviceLog(`${manager.name} cannot tell the token of a message`, error);
    throw refused('its token cannot be read');
  }
  if (typeof token !== 'string') throw refused('its token is not text');
  return token;
}

function refused(reason: string): EngineError {
  return new EngineError('notification-refused', `A notification is refused: ${reason}.`);
}
