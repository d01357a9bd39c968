// Points in time in words, in UTC and where the user is.

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
  const { year, month, day, hour, minute, second } = partsOf(whole, zone);
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

/** True for the name of a zone that times can be told in. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function inZone(time: number, zone: string): string {
  const { weekday, year, month, day, hour, minute, second } = partsOf(time, zone);
  const seconds = second === '00' ? '' : `:${second}`;
  return `${weekday} ${year}-${month}-${day} ${hour}:${minute}${seconds}`;
}

type Part = 'weekday' | 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function partsOf(time: number, zone: string): Readonly<Record<Part, string>> {
  const parts = formatOf(zone).formatToParts(time);
  const part = (type: Part) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    weekday: part('weekday'),
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** Making one takes as long as a thousand uses of it. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  FORMATS.set(zone, format);
  return format;
}
