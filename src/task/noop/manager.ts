// The task that does nothing for a while and then emits test triggers (managers.md 1).

import type { NoopTask } from '../../schema/generated/messages.ts';
import type { Controller } from '../controller.ts';
import type { DebugManagerState, Manager } from '../manager.ts';
import { TaskError } from '../task-error.ts';
import type { World } from '../world.ts';

/** What `sleep_ms: 0` and an absent `sleep_ms` mean. */
const DEFAULT_SLEEP_MS = 20_000;

const NS_PER_MS = 1_000_000n;

/** The Manager of `scheduler.config.NoopTask`. */
export function createNoopManager(world: World): Manager<NoopTask> {
  return {
    name: 'noop',
    messageType: 'scheduler.config.NoopTask',
    traits: { multistage: false },
    codes: {},
    validateProtoMessage: () => {}, // Any numbers will do, negative ones included (validation.md 3.6.1).
    lint: () => {},
    launchTask: (ctl, signal) => launch(world, ctl, signal),
    abortTask: async () => {}, // The engine sets ABORTED; that cuts the sleep.
    examineNotification: () => '',
    handleNotification: async () => {
      throw new TaskError('fatal', 'a noop task expects no notifications');
    },
    handleTimer: async () => {},
    getDebugState: async (): Promise<DebugManagerState> => {
      throw new TaskError('fatal', 'a noop task keeps no state');
    },
  };
}

async function launch(world: World, ctl: Controller<NoopTask>, signal: AbortSignal): Promise<void> {
  const { sleepMs, triggersCount } = ctl.task();
  // The service counts nanoseconds in 64 bits: what is longer than 292 years wraps around.
  const ns = BigInt.asIntN(64, sleepMs * NS_PER_MS);
  const ms = ns === 0n ? DEFAULT_SLEEP_MS : Math.ceil(Number(ns) / Number(NS_PER_MS));
  ctl.debugLog(ms > 0 ? `Sleeping for ${ms / 1000} s` : 'Not sleeping');
  await world.clock.sleep(ms, signal);

  // A retried launch emits the same ids again, and the receiving jobs drop what they have seen.
  for (let i = 0n; i < triggersCount; i++) {
    ctl.emitTrigger({
      id: `noop:${ctl.invocationId()}:${i}`,
      payload: { kind: 'noop', data: '' },
    });
  }
  ctl.state().status = 'SUCCEEDED';
}
