// An engine on a virtual clock, driven from event to event: time passes as fast as its events can be handled.

import type { VirtualClock } from '../virtual-clock.ts';
import type { Dispatcher } from './dispatcher.ts';

/** What a run of microtasks may take until something outside of them has to be waited for. */
const MICROTASKS = 64;

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
  await dispatcher.load();
  await clock.settled(); // What the caller has begun goes on before time does.
  let isSettled = true;
  for (;;) {
    while (dispatcher.deliverNext()) isSettled = await settle(dispatcher, clock);
    if (!isSettled && dispatcher.running > 0) {
      // The end of one may have been the cue for another, which time must not run away from.
      await clock.settled();
      isSettled = true;
      continue;
    }
    const next = Math.min(
      dispatcher.nextEvent() ?? Number.POSITIVE_INFINITY,
      clock.nextWake() ?? Number.POSITIVE_INFINITY,
    );
    if (next <= clock.now()) {
      // A sleeper of this very time.
    } else {
      atEnd?.(clock.now());
      if (next > until) break;
    }
    if (clock.wakeNext(next)) isSettled = await settle(dispatcher, clock);
    dispatcher.cutOverdue();
  }
  clock.passTo(until);
}

/**
 * Until the delivery that has just gone on is done, or nothing can run but what is outside. Resolves to whether it is
 * certain that nothing can.
 */
async function settle(dispatcher: Dispatcher, clock: VirtualClock): Promise<boolean> {
  const { running } = dispatcher;
  // With no delivery at all, whoever has just been woken is somebody else: a message being pushed, for one.
  for (let i = 0; running > 0 && i < MICROTASKS; i++) {
    if (dispatcher.running < running) return false;
    await undefined;
  }
  await clock.settled();
  return true;
}
