// Calling a Manager about an event of a RUNNING Invocation, and what its failure means (engine.md R3, B4).

import { isTransient } from '../../task/task-error.ts';
import type { EngineContext } from '../engine-context.ts';
import { isLostCall } from '../lost-call.ts';
import type { Delivery } from '../queue/delivery.ts';
import type { OpenedInvocation } from './with-controller.ts';

export interface CalledEvent {
  /** Begins a sentence of the log, such as `Timer "poll"`. */
  readonly name: string;
  /** Whether an error of the Manager means that the event is to come again; default: if it is transient. */
  readonly comesAgain?: (error: unknown) => boolean;
  /** Absent if the event is no item of the queue. */
  readonly delivery?: Delivery;
}

/**
 * Resolves when the event is dealt with, if only by making the Invocation FAILED. Rejects if it is to come again:
 * with what the Manager throws if that says so, with `LostCall` if the call has crashed, though not for ever.
 */
export async function callForEvent(
  engine: EngineContext,
  { controller }: OpenedInvocation,
  { name, delivery, comesAgain = isTransient }: CalledEvent,
  call: () => Promise<void>,
): Promise<void> {
  try {
    await (delivery ? untilLost(call, delivery) : call());
  } catch (error) {
    if (comesAgain(error)) throw error;
    const attempt = delivery?.item.attempt ?? 0;
    if (isLostCall(error) && attempt + 1 < engine.timing.maxLostCalls) throw error;
    engine.listener.serviceLog(`${name} of ${controller.invocationId()} failed`, error);
    if (controller.leftStatus() === 'FAILED') return;
    controller.debugLog(`${name} could not be handled`);
    controller.setStatus('FAILED');
  }
}

/**
 * Settles as the call does, or rejects with the `LostCall` when its time is over: a Manager is not told, so there is
 * nothing to wait for then. Where the engine stops, the call goes on for as long as the stop waits.
 */
async function untilLost(call: () => Promise<void>, { signal }: Delivery): Promise<void> {
  let onCut = () => {};
  const lost = new Promise<never>((_, reject) => {
    onCut = () => {
      if (isLostCall(signal.reason)) reject(signal.reason);
    };
  });
  signal.addEventListener('abort', onCut, { once: true });
  try {
    await Promise.race([call(), lost]);
  } finally {
    signal.removeEventListener('abort', onCut);
  }
}
