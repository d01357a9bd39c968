// The texts by which protobuf JSON writes times and durations (protobuf.dev, "ProtoJSON Format").

import type { Duration, Timestamp } from './generated/messages.ts';

/** Years 1 to 9999, in seconds since the Unix epoch. */
const FIRST_SECOND = -62_135_596_800n;
const LAST_SECOND = 253_402_300_799n;

/** RFC 3339 in UTC with 0, 3, 6 or 9 digits behind the second. Throws a RangeError outside of the years 1 to 9999. */
export function timestampText({ seconds, nanos }: Timestamp): string {
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos >= 1e9) {
    throw new RangeError(`${seconds} s and ${nanos} ns is no time that can be written`);
  }
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, -'.000Z'.length);
  return `${whole}${fraction(nanos)}Z`;
}

const RFC_3339 =
  /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Undefined if the text is no time in RFC 3339. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, whole = '', digits = '', sign = '+', hours = '0', minutes = '0'] = match;
  const time = Date.parse(`${whole.toUpperCase()}Z`);
  if (Number.isNaN(time)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
  const seconds = BigInt(time / 1000 - offset);
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) return undefined;
  return { seconds, nanos: Number(digits.padEnd(9, '0')) };
}

/** Seconds with 0, 3, 6 or 9 digits behind the point, and `s`. */
export function durationText({ seconds, nanos }: Duration): string {
  const sign = seconds < 0n || nanos < 0 ? '-' : '';
  const whole = seconds < 0n ? -seconds : seconds;
  return `${sign}${whole}${fraction(Math.abs(nanos))}s`;
}

/** Undefined if the text is not as `durationText` writes it, with any number of digits up to 9. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '0', digits = ''] = match;
  const factor = sign === '-' ? -1 : 1;
  // Adding 0 makes 0 of -0.
  const nanos = Number(digits.padEnd(9, '0')) * factor + 0;
  return { seconds: BigInt(whole) * BigInt(factor), nanos };
}

function fraction(nanos: number): string {
  if (nanos === 0) return '';
  const digits = String(nanos).padStart(9, '0');
  return `.${digits.replace(/(?:000){1,2}$/, '')}`;
}
