// The next times of a schedule whose times are points on the calendar.

import { nextCronTime } from './cron-next.ts';
import type { Schedule } from './schedule.ts';

/**
 * At most `count` times after `from`, ascending. None for `triggered`, which has no times, and for intervals, whose times
 * depend on when runs end (schedule.md S5). A month with a leading zero may make the service go back in time
 * (schedule.md C9); there the list ends.
 * @param from milliseconds since the epoch, as are the times
 */
export function upcomingTimes(schedule: Schedule, from: number, count: number): readonly number[] {
  if (schedule.kind !== 'cron') return [];
  const times: number[] = [];
  for (let at = from; times.length < count; ) {
    const next = nextCronTime(schedule.expression, at);
    if (next === undefined || next <= at) break;
    times.push(next);
    at = next;
  }
  return times;
}
