// The times of a schedule, as `luci-jobs schedule` shows them.

import { nextCronTime } from '../src/schedule/cron-next.ts';
import type { Schedule } from '../src/schedule/schedule.ts';

/**
 * The first times after `from`, in nanoseconds since the Unix epoch; fewer than `count` if there are no
 * more, or none before the year 10000. An interval begins at `from`, as when a job is enabled then
 * (schedule.md X5), and each run is taken to end at once. `triggered` has no times.
 * @param from milliseconds since the Unix epoch, whole
 */
export function scheduleTimes(schedule: Schedule, from: number, count: number): bigint[] {
  switch (schedule.kind) {
    case 'triggered':
      return [];
    case 'interval':
      return intervalTimes(schedule.ns, BigInt(from) * NS_PER_MS, count);
    case 'cron': {
      const times: bigint[] = [];
      let time = nextCronTime(schedule.expression, from);
      while (time !== undefined && times.length < count) {
        times.push(BigInt(time) * NS_PER_MS);
        time = nextCronTime(schedule.expression, time);
      }
      return times;
    }
  }
}

function intervalTimes(interval: bigint, from: bigint, count: number): bigint[] {
  return Array.from({ length: count }, (_, i) => from + interval * BigInt(i + 1)).filter(
    (time) => time < YEAR_10000,
  );
}

const NS_PER_MS = 1_000_000n;
const YEAR_10000 = BigInt(Date.UTC(10_000, 0)) * NS_PER_MS;
