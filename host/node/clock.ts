// The clock of this machine.

import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/task/world.ts';

/**
 * The longest single timer. Timers stand still while a machine is suspended, so what is due after a
 * suspension must be looked at again soon; and beyond 24.8 days they overflow.
 */
const LONGEST_TIMER_MS = 30_000;

export const nodeClock: Clock = {
  now: () => Date.now(),

  async sleep(ms, signal) {
    signal?.throwIfAborted();
    // The wall clock says when a due time has come; the monotonic one makes sure that the sleep ends
    // even if somebody sets the wall clock back. That one gets 1 ms more, since `now` is rounded down:
    // otherwise it would often be over before `now` says so.
    const wallEnd = Date.now() + ms;
    const monotonicEnd = performance.now() + ms + 1;
    const left = () => Math.min(wallEnd - Date.now(), monotonicEnd - performance.now());
    for (let rest = left(); rest > 0; rest = left()) {
      const part = wait(
        Math.min(Math.ceil(rest), LONGEST_TIMER_MS),
        undefined,
        signal && { signal },
      );
      await part.catch(() => signal?.throwIfAborted());
    }
  },
};
