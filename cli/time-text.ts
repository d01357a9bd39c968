// A point in time as people read it.

import { isZone, offsetText, zonedDate } from '../src/text/zoned-date.ts';

/**
 * In UTC and, where it is another one, in the zone of this machine, which is named: `Mon 2015-09-14 22:43 UTC   Tue
 * 2015-09-15 00:43 +02:00 Europe/Berlin`.
 * @param ns nanoseconds since the Unix epoch, within the years 1 to 9999
 */
export function timeText(ns: bigint): string {
  const utc = `${dateText(ns, 'UTC')} UTC`;
  if (LOCAL_ZONE === undefined) return utc;
  const minutes = -new Date(Number(ns / NS_PER_MS)).getTimezoneOffset();
  return `${utc}   ${dateText(ns, LOCAL_ZONE)} ${offsetText(minutes)} ${LOCAL_ZONE}`;
}

/**
 * Such as `Mon 2015-09-14 22:43`, the form of the editor; with seconds, and decimals of them, where there are some.
 * @param ns nanoseconds since the Unix epoch, within the years 1 to 9999
 * @param zone as in the IANA database
 */
export function dateText(ns: bigint, zone: string): string {
  const fraction = ((ns % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const second = Number((ns - fraction) / NS_PER_MS);
  if (fraction === 0n) return zonedDate(second, zone, 'nonzero');
  const decimals = fraction.toString().padStart(9, '0').replace(/0+$/, '');
  return `${zonedDate(second, zone, 'always')}.${decimals}`;
}

/** As in the IANA database; undefined if it is UTC, by which a machine goes whose TZ names no zone. */
export const LOCAL_ZONE = otherThanUtc(zoneName(process.env['TZ']) ?? zoneName(systemZone()));

const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

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
  return name && isZone(name) ? name : undefined;
}
