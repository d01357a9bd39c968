// An engine on a virtual clock, driven from event to event: time passes as fast as its events can be handled.

import type { VirtualClock } from '../virtual-clock.ts';
import type { Dispatcher } from './dispatcher.ts';

/**
 * Delivers what is due and lets time pass, up to and with `until`, one item at a time: the next one only when nothing
 * of the one before can run any more, which is when it is done or sleeps. The same run takes the same course each time.
 *
 * What waits for the outside (a socket, a file) is waited for only as long as `VirtualClockOptions.settled` does.
 *
 * @param until in milliseconds since the epoch
 * @param atEnd called when nothing more happens at a time, before it passes
 */
export async function runUntil(
  dispatcher: Dispatcher,
  clock: VirtualClock,
  until: number,
  atEnd?: (time: number) => void,
): Promise<void> {
  let loading = load(dispatcher);
  await clock.settled(); // What the caller has begun goes on before time does.
  for (;;) {
    if (!loading.isOver) await waitFor(loading, clock);
    if (loading.isOver) {
      for (let next = dispatcher.deliverNext(); next; next = dispatcher.deliverNext()) {
        if (next === 'running') await clock.settled();
      }
    }
    if (loading.isOver && dispatcher.isUncertain) {
      loading = load(dispatcher); // Before time passes: what is not known of may be due now.
      continue;
    }
    const next = Math.min(
      (loading.isOver ? dispatcher.nextEvent() : undefined) ?? Number.POSITIVE_INFINITY,
      clock.nextWake() ?? Number.POSITIVE_INFINITY,
    );
    if (next > clock.now()) {
      atEnd?.(clock.now());
      if (next > until) break;
    } // Else a sleeper of this very time.
    if (clock.wakeNext(next)) await clock.settled();
    if (dispatcher.cutOverdue()) await clock.settled();
  }
  clock.passTo(until);
}

interface Loading {
  readonly done: Promise<void>;
  isOver: boolean;
}

/** Nothing is delivered before the queue as it is stored is known. */
function load(dispatcher: Dispatcher): Loading {
  const over = () => {
    loading.isOver = true;
  };
  const loading: Loading = { done: dispatcher.load().finally(over), isOver: false };
  return loading;
}

/** Until the queue has been read, or the store, to answer, needs time to pass. */
async function waitFor(loading: Loading, clock: VirtualClock): Promise<void> {
  await clock.settled();
  if (!loading.isOver && clock.nextWake() === undefined) await loading.done;
}
