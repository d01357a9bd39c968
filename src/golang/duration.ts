// Durations as Go's time.ParseDuration reads them (schedule.md 4.2).

import type { Span } from '../text/span.ts';
import { quotedValue } from './quoted-value.ts';

/** A duration, or what is wrong with the text. */
export type ParsedDuration =
  | {
      readonly ok: true;
      /** Nanoseconds, an int64. */
      readonly ns: bigint;
    }
  | {
      readonly ok: false;
      /** For the middle of a sentence: no capital, no full stop. */
      readonly reason: string;
      /** The offending part of the text. */
      readonly span: Span;
    };

/** Nanoseconds; `µs` may be spelled with the micro sign or with the Greek letter. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** The size of the most negative int64. */
const LIMIT = 2n ** 63n;

/** One number with its unit; the number may lack digits and the unit may be missing or unknown. */
const GROUP = /(?<whole>[0-9]*)(?:\.(?<fraction>[0-9]*))?(?<unit>[^0-9.]*)/y;

/**
 * Parses durations such as `30s` or `-1h2.5m`. A fraction of a nanosecond is cut off. Linear time.
 * @param text lone surrogates are allowed anywhere and are part of no duration
 */
export function parseDuration(text: string): ParsedDuration {
  const signed = text.startsWith('-') || text.startsWith('+');
  const unsigned = signed ? text.slice(1) : text;
  if (unsigned === '0') return { ok: true, ns: 0n };
  if (unsigned === '') return fail('it has no number', 0, text.length);

  let total = 0n;
  let at = signed ? 1 : 0;
  while (at < text.length) {
    GROUP.lastIndex = at;
    const { 0: group = '', groups } = GROUP.exec(text) ?? {};
    const { whole = '', fraction = '', unit = '' } = groups ?? {};
    const end = at + group.length;
    const unitAt = end - unit.length;
    if (unitAt === at) return fail(`a number should stand before ${quotedValue(unit)}`, at, end);
    if (whole === '' && fraction === '') return fail('"." has no digits around it', at, unitAt);
    if (unit === '')
      return fail(`${quotedValue(text.slice(at, end))} has no unit; ${KNOWN_UNITS}`, at, end);
    const unitNs = UNITS.get(unit);
    if (unitNs === undefined) {
      return fail(`${quotedValue(unit)} is not a unit; ${KNOWN_UNITS}`, unitAt, end);
    }
    const ns = groupNs(whole, fraction, unitNs);
    if (ns > LIMIT) return fail(TOO_LONG, at, end);
    // Go adds in 64 bits: the sum of two groups of exactly 2^63 ns is 0 to it.
    total = BigInt.asUintN(64, total + ns);
    if (total > LIMIT) return fail(TOO_LONG, 0, end);
    at = end;
  }
  if (text.startsWith('-')) return { ok: true, ns: -total };
  return total < LIMIT ? { ok: true, ns: total } : fail(TOO_LONG, 0, text.length);
}

const KNOWN_UNITS = 'the units are h, m, s, ms, us and ns';

const TOO_LONG = 'it is too long; at most 2562047h (292 years) is possible';

/** @returns the exact value if it is 2^63 or less, else something above that */
function groupNs(whole: string, fraction: string, unitNs: bigint): bigint {
  const digits = whole.replace(/^0+/, '');
  if (digits.length > LIMIT.toString().length) return LIMIT + 1n;
  const wholeNs = BigInt(digits) * unitNs;
  return wholeNs + fractionNs(fraction, unitNs);
}

/** Go computes fractions in float64, which shows in the last nanosecond of long ones. */
function fractionNs(fraction: string, unitNs: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of fraction) {
    // Digits that do not fit are left out.
    if (value > (LIMIT - 1n) / 10n || value * 10n + BigInt(digit) > LIMIT) break;
    value = value * 10n + BigInt(digit);
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unitNs) / scale)));
}

function fail(reason: string, start: number, end: number): ParsedDuration {
  return { ok: false, reason, span: { start, end } };
}
