// Points in time as dates, to the second: when something happened.

import { zonedDate } from '../../src/text/zoned-date.ts';

/** `Fri 2026-01-02 03:04:05 UTC`. @param time milliseconds since the epoch */
export function utcTime(time: number): string {
  return `${zonedDate(time, 'UTC', 'always')} UTC`;
}

/**
 * The same in the reader's time zone, which is named: `Fri 2026-01-02 04:04:05 GMT+1`.
 * @param timeZone as in the IANA database; the machine's own if left out
 */
export function localTime(time: number, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZoneName: 'short',
    ...(timeZone !== undefined && { timeZone }),
  }).formatToParts(time);
  const zoneName = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${zonedDate(time, timeZone, 'always')} ${zoneName}`;
}
