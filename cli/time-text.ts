// A point in time as people read it.

import { isoTime } from './iso-time.ts';

/**
 * In UTC and, where it is another one, in the zone of this machine, which is named: `Mon 2015-09-14 22:43:00 UTC   Tue 2015-09-15 00:43:00 +02:00
 * Europe/Berlin`.
 * @param ns nanoseconds since the Unix epoch, within the years 0 to 9999
 */
export function timeText(ns: bigint): string {
  if (ZONE === undefined) return `${clock(ns)} UTC`;
  const minutes = -new Date(Number(ns / NS_PER_MS)).getTimezoneOffset();
  const local = ns + BigInt(minutes) * 60_000n * NS_PER_MS;
  return `${clock(ns)} UTC   ${clock(local)} ${offset(minutes)} ${ZONE}`;
}

/** As in the IANA database; undefined if it is UTC, by which a machine goes whose TZ names no zone. */
const ZONE = otherThanUtc(zoneName(process.env['TZ']) ?? zoneName(systemZone()));

const NS_PER_MS = 1_000_000n;

function clock(ns: bigint): string {
  const weekday = WEEKDAYS[new Date(Number(ns / NS_PER_MS)).getUTCDay()];
  return `${weekday} ${isoTime(ns).replace('T', ' ').replace('Z', '')}`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function offset(minutes: number): string {
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const twoDigits = (n: number) => `${n}`.padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** Undefined if TZ names no zone, whatever the types say. */
function systemZone(): string | undefined {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function otherThanUtc(name: string | undefined): string | undefined {
  return name !== undefined && /^(?:Etc\/)?(?:UTC|UCT|Zulu|Universal)$/.test(name)
    ? undefined
    : name;
}

/** The name as the user has it, if it is one: the same zone may have an older name, too. */
function zoneName(name: string | undefined): string | undefined {
  if (!name) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return undefined;
  }
}
