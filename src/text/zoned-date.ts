// Dates with the time of day as people read them, in any time zone: the one form of the editor and of the panel.

type Part = 'weekday' | 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/**
 * Such as `Fri 2026-11-27 12:05:30`.
 * @param time milliseconds since the epoch
 * @param zone as in the IANA database; the machine's own if left out
 * @param seconds `nonzero`: they are left out where there are none
 * @throws RangeError if there is no such zone
 */
export function zonedDate(
  time: number,
  zone: string | undefined,
  seconds: 'always' | 'nonzero',
): string {
  const { weekday, year, month, day, hour, minute, second } = zonedParts(time, zone);
  const rest = seconds === 'nonzero' && second === '00' ? '' : `:${second}`;
  return `${weekday} ${year}-${month}-${day} ${hour}:${minute}${rest}`;
}

/** What clocks and calendars show in the zone at that time; all but the weekday are digits. See `zonedDate`. */
export function zonedParts(time: number, zone: string | undefined): Readonly<Record<Part, string>> {
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

/** Such as `+02:00`, as in ISO 8601. @param minutes that clocks are ahead of UTC */
export function offsetText(minutes: number): string {
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const twoDigits = (n: number) => `${n}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${twoDigits(hour)}:${twoDigits(minute)}`;
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

/** Making one takes as long as a thousand uses of it. */
const FORMATS = new Map<string | undefined, Intl.DateTimeFormat>();

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    ...(zone !== undefined && { timeZone: zone }),
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
