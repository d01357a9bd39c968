// Random cron expressions that know by themselves which times they match.

import fc from 'fast-check';

export interface CronModel {
  /** Seven fields. */
  readonly text: string;
  /**
   * What keeps the expression from matching a whole second: nothing else in the same day, hour, minute or
   * second can match. Undefined if it matches.
   */
  mismatch(date: Date): 'day' | 'hour' | 'minute' | 'second' | undefined;
}

interface FieldModel {
  readonly text: string;
  readonly restricted: boolean;
  selects(date: Date): boolean;
}

/** Values, ranges, steps and lists of a field with the values `min` to `max`. */
function plainField(min: number, max: number, read: (date: Date) => number) {
  const value = fc.integer({ min, max });
  const step = fc.integer({ min: 1, max: Math.min(max, 59) });
  const model = (text: string, selects: (v: number) => boolean): FieldModel => ({
    text,
    restricted: !/[*?]$/.test(text),
    selects: (date) => read(date) >= min && read(date) <= max && selects(read(date)),
  });
  const piece = fc.oneof(
    value.map((a) => model(`${a}`, (v) => v === a)),
    fc.tuple(value, value).map(([a, b]) => model(`${a}-${b}`, (v) => a <= v && v <= b)),
    step.map((n) => model(`*/${n}`, (v) => (v - min) % n === 0)),
    fc.tuple(value, step).map(([a, n]) => model(`${a}/${n}`, (v) => v >= a && (v - a) % n === 0)),
    fc
      .tuple(value, value, step)
      .map(([a, b, n]) => model(`${a}-${b}/${n}`, (v) => a <= v && v <= b && (v - a) % n === 0)),
  );
  const all = fc.constantFrom('*', '?').map((text) => model(text, () => true));
  return { all, piece };
}

/** The field as a whole: usually everything, else one or a few pieces. */
function field(
  all: fc.Arbitrary<FieldModel>,
  piece: fc.Arbitrary<FieldModel>,
): fc.Arbitrary<FieldModel> {
  const list = fc.array(fc.oneof({ arbitrary: piece, weight: 9 }, all), {
    minLength: 1,
    maxLength: 3,
  });
  return fc.oneof(
    all,
    list.map((pieces) => ({
      text: pieces.map(({ text }) => text).join(','),
      restricted: pieces.every(({ restricted }) => restricted),
      selects: (date: Date) => pieces.some(({ selects }) => selects(date)),
    })),
  );
}

const DAY = 86_400_000;
const isWorkday = (date: Date) => date.getUTCDay() % 6 !== 0;
const plusDays = (date: Date, days: number) => new Date(date.getTime() + days * DAY);
const inMonthOf = (date: Date, other: Date) => date.getUTCMonth() === other.getUTCMonth();
const isLastDay = (date: Date) => !inMonthOf(plusDays(date, 1), date);
const isOf = (day: number) => (date: Date) => date.getUTCDate() === day;

/** The closest working day of the same month. */
function nearestWorkday(target: Date): Date | undefined {
  return [0, -1, 1, -2, 2]
    .map((days) => plusDays(target, days))
    .find((day) => inMonthOf(day, target) && isWorkday(day));
}

/** Selects the working day nearest a day that `isTarget`. */
const isWorkdayNearest = (isTarget: (date: Date) => boolean) => (date: Date) =>
  [-2, -1, 0, 1, 2]
    .map((days) => plusDays(date, days))
    .filter((target) => inMonthOf(target, date) && isTarget(target))
    .some((target) => nearestWorkday(target)?.getTime() === date.getTime());

const dayOfMonth = plainField(1, 31, (date) => date.getUTCDate());
const specialDays: fc.Arbitrary<FieldModel> = fc.oneof(
  fc.constant({ text: 'L', restricted: true, selects: isLastDay }),
  fc.constant({ text: 'LW', restricted: true, selects: isWorkdayNearest(isLastDay) }),
  fc.integer({ min: 1, max: 31 }).map((day) => ({
    text: `${day}W`,
    restricted: true,
    selects: isWorkdayNearest(isOf(day)),
  })),
);

const dayOfWeek = plainField(0, 6, (date) => date.getUTCDay());
const weekday = fc.integer({ min: 0, max: 6 });
const specialWeekdays: fc.Arbitrary<FieldModel> = fc.oneof(
  weekday.map((day) => ({
    text: `${day}L`,
    restricted: true,
    selects: (date: Date) => date.getUTCDay() === day && !inMonthOf(plusDays(date, 7), date),
  })),
  fc.tuple(weekday, fc.integer({ min: 1, max: 5 })).map(([day, nth]) => ({
    text: `${day}#${nth}`,
    restricted: true,
    selects: (date: Date) => date.getUTCDay() === day && Math.ceil(date.getUTCDate() / 7) === nth,
  })),
);

const plain = ({ all, piece }: ReturnType<typeof plainField>) => field(all, piece);

export const cronModel: fc.Arbitrary<CronModel> = fc
  .tuple(
    plain(plainField(0, 59, (date) => date.getUTCSeconds())),
    plain(plainField(0, 59, (date) => date.getUTCMinutes())),
    plain(plainField(0, 23, (date) => date.getUTCHours())),
    field(dayOfMonth.all, fc.oneof(dayOfMonth.piece, specialDays)),
    plain(plainField(1, 12, (date) => date.getUTCMonth() + 1)),
    field(dayOfWeek.all, fc.oneof(dayOfWeek.piece, specialWeekdays)),
    plain(plainField(1970, 2099, (date) => date.getUTCFullYear())),
  )
  .map((fields) => {
    const [second, minute, hour, dom, month, dow, year] = fields;
    const matchesDay = (date: Date) =>
      year.selects(date) &&
      month.selects(date) &&
      ((!dom.restricted && !dow.restricted) ||
        (dom.restricted && dom.selects(date)) ||
        (dow.restricted && dow.selects(date)));
    return {
      text: fields.map(({ text }) => text).join(' '),
      mismatch: (date) => {
        if (!matchesDay(date)) return 'day';
        if (!hour.selects(date)) return 'hour';
        if (!minute.selects(date)) return 'minute';
        return second.selects(date) ? undefined : 'second';
      },
    };
  });
