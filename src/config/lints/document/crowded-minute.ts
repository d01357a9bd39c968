// Search for the minute in which the most jobs of a project start.

import { matchingDays } from '../../../schedule/cron-days.ts';
import type { CronExpression } from '../../../schedule/cron-expression.ts';

/** A cron schedule, and how many jobs have it. */
export interface SharedSchedule {
  readonly expression: CronExpression;
  readonly jobs: number;
}

export interface CrowdedMinute {
  /** The start of the minute, milliseconds since the epoch. */
  readonly time: number;
  /** How many jobs start in it. */
  readonly jobs: number;
}

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const MINUTES_PER_DAY = 1440;

/** Long enough to see monthly schedules meet; yearly ones do so rarely enough not to matter. */
const HORIZON_DAYS = 62;

/**
 * The earliest of the most crowded minutes of the days from `today` on, or undefined if none has more than
 * `limit` jobs.
 * @param today whole days since the epoch
 */
export function mostCrowdedMinute(
  schedules: readonly SharedSchedule[],
  today: number,
  limit: number,
): CrowdedMinute | undefined {
  const total = schedules.reduce((sum, { jobs }) => sum + jobs, 0);
  if (total <= limit) return undefined;
  let worst: CrowdedMinute | undefined;
  for (const [i, active] of schedulesByDay(schedules, today).entries()) {
    const most = Math.max(limit, worst?.jobs ?? 0);
    if (active.reduce((sum, { jobs }) => sum + jobs, 0) <= most) continue;
    const jobsIn = jobsPerMinute(active);
    const jobs = jobsIn.reduce((a, b) => Math.max(a, b));
    if (jobs <= most) continue;
    worst = { time: (today + i) * DAY_MS + jobsIn.indexOf(jobs) * MINUTE_MS, jobs };
  }
  return worst;
}

/** For each day of the horizon, the schedules that fire on it. */
function schedulesByDay(schedules: readonly SharedSchedule[], today: number): SharedSchedule[][] {
  const byDay = Array.from({ length: HORIZON_DAYS }, (): SharedSchedule[] => []);
  const end = today + HORIZON_DAYS;
  for (const schedule of schedules) {
    for (let day = today; day < end; ) {
      const first = new Date(day * DAY_MS);
      const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
      const beforeMonth = Date.UTC(year, month - 1, 0) / DAY_MS;
      for (const date of daysIn(schedule.expression, year, month)) {
        byDay[beforeMonth + date - today]?.push(schedule);
      }
      day = Date.UTC(year, month, 1) / DAY_MS;
    }
  }
  return byDay;
}

/** True if the schedule fires in the minute that starts at `time`. */
export function firesInMinute(expression: CronExpression, time: number): boolean {
  const date = new Date(time);
  const { minute, hour } = expression.fields;
  return (
    minute.values.includes(date.getUTCMinutes()) &&
    hour.values.includes(date.getUTCHours()) &&
    daysIn(expression, date.getUTCFullYear(), date.getUTCMonth() + 1).includes(date.getUTCDate())
  );
}

/** The days of a month on which the schedule fires. */
function daysIn(expression: CronExpression, year: number, month: number): readonly number[] {
  const { fields } = expression;
  const fires =
    fields.second.values.length > 0 &&
    fields.year.values.includes(year) &&
    fields.month.values.includes(month);
  return fires ? matchingDays(expression, year, month) : [];
}

function jobsPerMinute(schedules: readonly SharedSchedule[]): Uint32Array {
  const counts = new Uint32Array(MINUTES_PER_DAY);
  for (const { expression, jobs } of schedules) {
    for (const hour of expression.fields.hour.values) {
      for (const minute of expression.fields.minute.values) {
        // The index is within the day, so there is a count.
        counts[hour * 60 + minute] = (counts[hour * 60 + minute] ?? 0) + jobs;
      }
    }
  }
  return counts;
}
