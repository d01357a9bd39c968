// Finds the minute in which the most jobs of a project start.

import { matchingDays } from '../../schedule/cron-days.ts';
import type { CronExpression } from '../../schedule/cron-expression.ts';

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
const DAY_MS = 86_400_000;
const MINUTES_PER_DAY = 1440;

/** Long enough to see monthly schedules meet; yearly ones do so rarely enough not to matter. */
const HORIZON_DAYS = 62;

/**
 * The earliest of the most crowded minutes of the days from `now` on, or undefined if none has more than
 * `limit` jobs.
 * @param now milliseconds since the epoch
 */
export function mostCrowdedMinute(
  schedules: readonly SharedSchedule[],
  now: number,
  limit: number,
): CrowdedMinute | undefined {
  const total = schedules.reduce((sum, { jobs }) => sum + jobs, 0);
  if (total <= limit) return undefined;
  let worst: CrowdedMinute | undefined;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  for (let day = today; day < today + HORIZON_DAYS * DAY_MS; day += DAY_MS) {
    const active = schedules.filter(({ expression }) => firesOn(expression, new Date(day)));
    const most = Math.max(limit, worst?.jobs ?? 0);
    if (active.reduce((sum, { jobs }) => sum + jobs, 0) <= most) continue;
    const jobsIn = jobsPerMinute(active);
    const jobs = jobsIn.reduce((a, b) => Math.max(a, b));
    if (jobs > most) worst = { time: day + jobsIn.indexOf(jobs) * MINUTE_MS, jobs };
  }
  return worst;
}

/** True if the schedule fires in the minute that starts at `time`. */
export function firesInMinute(expression: CronExpression, time: number): boolean {
  const date = new Date(time);
  const { minute, hour } = expression.fields;
  return (
    minute.values.includes(date.getUTCMinutes()) &&
    hour.values.includes(date.getUTCHours()) &&
    firesOn(expression, date)
  );
}

function firesOn(expression: CronExpression, date: Date): boolean {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const { fields } = expression;
  return (
    fields.second.values.length > 0 &&
    fields.year.values.includes(year) &&
    fields.month.values.includes(month) &&
    matchingDays(expression, year, month).includes(date.getUTCDate())
  );
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
