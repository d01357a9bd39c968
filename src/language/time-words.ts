// Points in time in words, in UTC and where the user is.

import { zonedDate, zonedParts } from '../text/zoned-date.ts';

/** Such as `Fri 2026-11-27 12:05 UTC`; with seconds if there are some. @param time milliseconds since the epoch */
export function utcTime(time: number): string {
  return `${inZone(time, 'UTC')} UTC`;
}

/** Such as `Fri 13:05`, without the date where that is the same as in UTC. @param zone as in the IANA database */
export function localTime(time: number, zone: string): string {
  const [utc, local] = [inZone(time, 'UTC'), inZone(time, zone)];
  const [weekday = '', date = '', clock = ''] = local.split(' ');
  return utc.includes(` ${date} `) ? clock : `${weekday} ${date} ${clock}`;
}

/** How far the clocks of the zone are ahead of UTC at that time, in minutes. */
export function zoneOffset(time: number, zone: string): number {
  const whole = Math.floor(time / 1000) * 1000;
  const { year, month, day, hour, minute, second } = zonedParts(whole, zone);
  const shown = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return Math.round((shown - whole) / 60_000);
}

/** Such as `in 5 min`, `in 3 h 20 min`, `in 12 days`: about how long it is from one time to a later one. */
export function relativeTime(from: number, time: number): string {
  const minutes = Math.max(0, Math.ceil((time - from) / 60_000));
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `in ${hours} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
  return `in ${Math.round(hours / 24)} days`;
}

function inZone(time: number, zone: string): string {
  return zonedDate(time, zone, 'nonzero');
}
