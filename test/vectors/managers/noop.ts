// Answers about noop tasks.

import { createNoopManager } from '../../../src/task/noop/manager.ts';
import { START, virtualClock, virtualWorld } from '../../engine/engine-fixture.ts';
import { differences } from '../differences.ts';
import type { Comparison, Vector } from '../vector.ts';
import { CollectingController, errorOf } from './collecting-controller.ts';

interface NoopInput {
  readonly sleep_ms: number;
  readonly triggers_count: number;
  readonly invocation_id: string;
}

export async function compareNoop({ input, output }: Vector): Promise<Comparison> {
  const { sleep_ms, triggers_count, invocation_id } = input as NoopInput;
  const clock = virtualClock();
  const ctl = new CollectingController({
    task: { sleepMs: BigInt(sleep_ms), triggersCount: BigInt(triggers_count) },
    invocationId: invocation_id,
  });
  const manager = createNoopManager(virtualWorld(clock));
  const call = errorOf(manager.launchTask(ctl, new AbortController().signal));
  const error = await clock.runUntil(call);
  return differences(output, {
    error,
    status: ctl.state().status,
    trigger_ids: ctl.triggers.map(({ id }) => id),
    slept_ms: clock.now() - START,
  });
}
