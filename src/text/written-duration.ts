// Durations as people write them: `1d`, `2 hours`, `90 min`, `1 day and 12 hours`, `1:30:00`, `PT1H30M`.

const UNITS: readonly (readonly [names: RegExp, ns: bigint])[] = [
  [/^n(?:ano)?s(?:ec(?:ond)?s?)?$/, 1n],
  [/^(?:[uµμ]|micro)s(?:ec(?:ond)?s?)?$/, 1_000n],
  [/^(?:m|milli)s(?:ec(?:ond)?s?)?$|^millis?$/, 1_000_000n],
  [/^s(?:ec(?:ond)?s?)?$/, 1_000_000_000n],
  [/^m(?:in(?:ute)?s?)?$/, 60_000_000_000n],
  [/^h(?:(?:ou)?rs?)?$/, 3_600_000_000_000n],
  [/^d(?:ays?)?$/, 86_400_000_000_000n],
  [/^w(?:(?:ee)?ks?)?$/, 604_800_000_000_000n],
];

/** Nanoseconds in a unit, such as `h`, `hours` or `Hour`; undefined for what is none. Months and years have no one length. */
export function unitNs(name: string): bigint | undefined {
  const lower = name.toLowerCase();
  return UNITS.find(([names]) => names.test(lower))?.[1];
}

const SHORT_UNITS = ['h', 'm', 's', 'ms', 'us', 'ns'] as const;

/** As Go's `time.ParseDuration` takes it, such as `1h30m`. @param ns more than 0 */
export function shortDuration(ns: bigint): string {
  let text = '';
  let rest = ns;
  for (const unit of SHORT_UNITS) {
    const size = unitNs(unit) ?? 1n;
    if (rest >= size) text += `${rest / size}${unit}`;
    rest %= size;
  }
  return text;
}

/** Longer texts are no durations. */
const MAX_LENGTH = 80;

/**
 * Nanoseconds, exactly; undefined for what says none, or not which one, as `1:30`, `1,500 s` and a number without a unit.
 * A minus before it makes it negative.
 */
export function writtenDuration(text: string): bigint | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, sign, written = ''] = /^\s*([+-]?)\s*(.*?)\s*$/s.exec(text.toLowerCase()) ?? [];
  const ns = isoDuration(written) ?? clockDuration(written) ?? wordedDuration(written);
  return ns !== undefined && sign === '-' ? -ns : ns;
}

/** ISO 8601, without months and years. */
function isoDuration(lower: string): bigint | undefined {
  const [, weeks, days, time = '', hours, minutes, seconds] =
    /^p(?=.)(?:(\d+)w)?(?:(\d+)d)?(t(?=.)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?)?$/.exec(
      lower,
    ) ?? [];
  if (weeks === undefined && days === undefined && time === '') return undefined;
  return sum([
    [weeks, 'w'],
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'm'],
    [seconds, 's'],
  ]);
}

/** `h:mm:ss`. */
function clockDuration(text: string): bigint | undefined {
  const [, hours, minutes, seconds] = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  return sum([
    [hours, 'h'],
    [minutes, 'm'],
    [seconds, 's'],
  ]);
}

const COUNTS: ReadonlyMap<string, string> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, i) => [
    word,
    `${i + 1}`,
  ]),
);

function wordedDuration(lower: string): bigint | undefined {
  const text = lower
    .replace(/\bhalf an?\b|\ban? half\b/g, '0.5')
    .replace(/\ban?\b/g, '1')
    .replace(/\b[a-z]+\b/g, (word) => COUNTS.get(word) ?? word);
  const group = /(?:\s*(?:,|\+|\band\b))?\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*([a-zµμ]+)\.?/y;
  const groups: [string, string][] = [];
  while (group.lastIndex < text.length) {
    const [, count = '', unit = ''] = group.exec(text) ?? [];
    // `1,500` is a thousand and a half to some, and one and a half to others.
    if (unit === '' || /,\d{3}$/.test(count)) return undefined;
    groups.push([count.replace(',', '.'), unit]);
  }
  return groups.length === 0 ? undefined : sum(groups);
}

/** Of numbers in decimals and their units; undefined if that is no whole number of nanoseconds. */
function sum(
  groups: readonly (readonly [count: string | undefined, unit: string])[],
): bigint | undefined {
  let total = 0n;
  for (const [count, unit] of groups) {
    if (count === undefined) continue;
    const size = unitNs(unit);
    const [whole = '', decimals = ''] = count.split('.');
    const scaled = BigInt(whole + decimals) * (size ?? 0n);
    const scale = 10n ** BigInt(decimals.length);
    if (size === undefined || scaled % scale !== 0n) return undefined;
    total += scaled / scale;
  }
  return total;
}
