// The time limit of a call as pRPC's header has it (managers.md 5.9).

/** Of each unit its length in nanoseconds, smallest first. */
const UNITS = [
  ['n', 1],
  ['u', 1e3],
  ['m', 1e6],
  ['S', 1e9],
  ['M', 60e9],
  ['H', 3600e9],
] as const;

const MAX_VALUE = 99_999_999;

/** A number of at most 8 digits with the smallest unit that it fits, rounded up. @param ms positive, milliseconds */
export function encodeTimeout(ms: number): string {
  const nanos = ms * 1e6;
  const fits = UNITS.find(([, length]) => Math.ceil(nanos / length) <= MAX_VALUE);
  const [unit, length] = fits ?? ['H', 3600e9];
  return `${Math.ceil(nanos / length)}${unit}`;
}

/** In milliseconds; undefined if it is not a number with one of the units. */
export function decodeTimeout(text: string): number | undefined {
  const [, digits, unit] = /^([+-]?\d{1,18})([HMSmun])$/.exec(text) ?? [];
  const length = UNITS.find(([name]) => name === unit)?.[1];
  return digits === undefined || length === undefined ? undefined : (Number(digits) * length) / 1e6;
}
