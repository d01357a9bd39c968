// Points in time as ISO 8601 writes them, in the profile of RFC 3339.

/**
 * Milliseconds since the Unix epoch, or undefined if the text is not a date with a time and a zone, such
 * as `2015-09-14T22:42:00Z` or `2015-09-14T22:42:00.5+02:00`. Anything beyond milliseconds is cut off.
 */
export function parseIsoTime(text: string): number | undefined {
  const [, date] = ISO_TIME.exec(text) ?? [];
  if (date === undefined) return undefined;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const time = Date.parse(text.toUpperCase());
  // Date.parse takes the 30th of February for the 1st or 2nd of March.
  if (Number.isNaN(time) || !new Date(midnight).toISOString().startsWith(date)) return undefined;
  return time;
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * Such as `2015-09-14T22:42:00Z`; with as many decimals of the second as there are.
 * @param ns nanoseconds since the Unix epoch, within the years 0 to 9999
 */
export function isoTime(ns: bigint): string {
  const fraction = ((ns % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const seconds = Number((ns - fraction) / NS_PER_SECOND);
  const decimals = fraction.toString().padStart(9, '0').replace(/0+$/, '');
  const whole = new Date(seconds * 1000).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  return `${whole}${decimals && `.${decimals}`}Z`;
}

const NS_PER_SECOND = 1_000_000_000n;
