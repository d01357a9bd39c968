// The frame of every event on an Invocation: load, handle, save (engine.md S7).

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { Manager } from '../../task/manager.ts';
import { isFinal } from '../../task/status.ts';
import { unmarshalTask } from '../../task/task-definition.ts';
import { TaskError } from '../../task/task-error.ts';
import type { EngineContext } from '../engine-context.ts';
import { EngineError } from '../engine-error.ts';
import type { Delivery } from '../queue/delivery.ts';
import type { Invocation } from './invocation.ts';
import { InvocationController } from './invocation-controller.ts';

/** An Invocation opened for one event. */
export interface OpenedInvocation {
  readonly invocation: Invocation;
  readonly controller: InvocationController;
  readonly manager: Manager;
}

/**
 * Opens an Invocation, calls `handle`, and saves what it did. If the Invocation has ended there is
 * nothing to do. If `handle` rejects, nothing is saved and the error is passed on.
 *
 * Rejects with EngineError `invocation-not-found` if the job has no such Invocation, with a fatal
 * TaskError if its task is not valid any more, and as `Controller.save` does.
 *
 * @param delivery what the event is, unless it comes from outside of the queue; taken out of it with the save
 */
export async function withController(
  engine: EngineContext,
  jobId: JobId,
  invocationId: InvocationId,
  handle: (opened: OpenedInvocation) => Promise<void>,
  delivery?: Delivery,
): Promise<void> {
  const invocation = await engine.store.transaction((tx) => tx.rows.invocation(invocationId));
  if (invocation?.jobId !== jobId) {
    throw new EngineError('invocation-not-found', `${jobId} has no invocation ${invocationId}.`);
  }
  if (isFinal(invocation.status)) return engine.unsaved.drop(invocationId);

  const unmarshaled = unmarshalTask(engine.registry, invocation.task, invocation.realmId);
  if (!unmarshaled.ok) throw new TaskError('fatal', unmarshaled.reason);
  const controller = new InvocationController(engine, invocation, unmarshaled, delivery);
  try {
    await handle({ invocation, controller, manager: unmarshaled.manager });
    await controller.saveLast(delivery);
  } finally {
    controller.close();
  }
  if (controller.hasEnded) engine.launches.interrupt(invocationId);
}
