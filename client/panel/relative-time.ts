// Points in time as distances from now.

const SECOND = 1;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
const MONTH = 30 * DAY;
const YEAR = 12 * MONTH;

/** What is said of a distance below `limit`; a unit stands for “N units”, N truncated. */
interface Step {
  readonly limit: number;
  readonly text?: string;
  readonly unit?: readonly [name: string, seconds: number];
}

/** ui.md 2.5, in seconds. */
const STEPS: readonly Step[] = [
  { limit: 2 * SECOND, text: '1 second' },
  { limit: MINUTE, unit: ['seconds', SECOND] },
  { limit: 2 * MINUTE, text: '1 minute' },
  { limit: HOUR, unit: ['minutes', MINUTE] },
  { limit: 2 * HOUR, text: '1 hour' },
  { limit: DAY, unit: ['hours', HOUR] },
  { limit: 2 * DAY, text: '1 day' },
  { limit: WEEK, unit: ['days', DAY] },
  { limit: 2 * WEEK, text: '1 week' },
  { limit: MONTH, unit: ['weeks', WEEK] },
  { limit: 2 * MONTH, text: '1 month' },
  { limit: YEAR, unit: ['months', MONTH] },
  { limit: 18 * MONTH, text: '1 year' },
  { limit: 2 * YEAR, text: '2 years' },
  { limit: 37 * YEAR, unit: ['years', YEAR] },
];

/** Such as `3 minutes ago`, `1 hour from now` or `now`. Both in milliseconds since the epoch. */
export function relativeTime(time: number, now: number): string {
  const seconds = Math.floor(Math.abs(now - time) / 1000);
  if (seconds < SECOND) return 'now';
  return `${distance(seconds)} ${time < now ? 'ago' : 'from now'}`;
}

function distance(seconds: number): string {
  const step = STEPS.find(({ limit }) => seconds < limit);
  if (!step?.unit) return step?.text ?? 'a long time';
  const [name, size] = step.unit;
  return `${Math.floor(seconds / size)} ${name}`;
}
