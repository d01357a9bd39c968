// A dispatcher with items in a store, on a virtual clock.

import { UnsavedLines } from '../../../src/engine/invocation/unsaved-lines.ts';
import { guarded } from '../../../src/engine/listener.ts';
import type { Delivery } from '../../../src/engine/queue/delivery.ts';
import { Dispatcher } from '../../../src/engine/queue/dispatcher.ts';
import type { NewQueueItem } from '../../../src/engine/queue/queue-item.ts';
import { runUntil } from '../../../src/engine/queue/virtual-run.ts';
import { EngineStore } from '../../../src/engine/store/engine-store.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { serviceTiming } from '../../../src/engine/timing.ts';
import { START, virtualClock } from '../engine-fixture.ts';
import { anItem } from '../store/records.ts';

const TIMING = { ...serviceTiming, callLimitMs: 60_000, stopGraceMs: 10_000 };

type Handle = (delivery: Delivery, store: EngineStore) => Promise<void>;

/** A dispatcher with items that are handled by `handle`. */
export function dispatching(handle: Handle, ...items: readonly NewQueueItem[]) {
  return dispatchingOver((store) => store, handle, ...items);
}

/** The same over a store that a test makes of the one in memory. */
export async function dispatchingOver(
  storeOf: (memory: Store) => Store,
  handle: Handle,
  ...items: readonly NewQueueItem[]
) {
  const clock = virtualClock();
  const memory = new MemoryStore({ strict: true });
  const serviceLog: string[] = [];
  const listener = guarded({ serviceLog: (text, error) => serviceLog.push(`${text}: ${error}`) });
  const deliveries: [attempt: number, ms: number][] = [];
  const dispatcher: Dispatcher = new Dispatcher({
    store: () => store,
    clock,
    timing: TIMING,
    listener,
    handle: (_payload, delivery) => {
      deliveries.push([delivery.item.attempt, clock.now() - START]);
      return handle(delivery, store);
    },
  });
  const store = new EngineStore(storeOf(memory), listener, new UnsavedLines(), dispatcher);
  for (const item of items.length > 0 ? items : [anItem()]) {
    await memory.transaction((tx) => tx.enqueue(item));
  }
  const left = () => memory.transaction((tx) => tx.items());
  const pass = (ms: number) => runUntil(dispatcher, clock, START + ms);
  return { clock, dispatcher, memory, serviceLog, deliveries, left, pass };
}
