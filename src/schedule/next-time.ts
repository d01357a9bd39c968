// The next time at which a job or trigger with a schedule is due (spec schedule.md 4.5).

import { nextCronTime } from './cron-next.ts';
import type { Schedule } from './schedule.ts';

/**
 * Go's Schedule.Next. All times are milliseconds since the Unix epoch, UTC; with intervals of less than
 * a millisecond the answer is not whole.
 *
 * @param prev when the last run ended. A service that has just enabled the job uses the time it did so,
 *   and with that an interval passes before the first run (X5); the random first delay that the
 *   service's code has for a job without any such time (X4) is never reached.
 * @return undefined if there is no more time. `triggered` has a time of its own, which is never (X1).
 */
export function nextTime(schedule: Schedule, now: number, prev: number): number | undefined {
  switch (schedule.kind) {
    case 'triggered':
      return DISTANT_FUTURE;
    case 'interval':
      return Math.max(now, prev + Number(schedule.ns) / NS_PER_MS);
    case 'cron':
      return nextCronTime(schedule.expression, now);
  }
}

/** What the service takes for "never": 2115-12-05T01:27:47Z (X1). */
export const DISTANT_FUTURE = 4_604_952_467_000;

const NS_PER_MS = 1e6;
