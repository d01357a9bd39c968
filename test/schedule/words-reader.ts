// A reader of schedules in words: what somebody would expect who knows nothing but the words. It knows no cron expressions.

/** What keeps a whole second, in UTC, from being one of the times: nothing else in the same day, hour or minute can be one. */
type Mismatch = 'day' | 'hour' | 'minute' | 'second' | undefined;

export type ReadWords = (time: Date) => Mismatch;

type Test = (time: Date) => boolean;
type Unit = 'second' | 'minute' | 'hour';

const UNITS: readonly Unit[] = ['second', 'minute', 'hour'];
const VALUE: Readonly<Record<Unit, (time: Date) => number>> = {
  second: (time) => time.getUTCSeconds(),
  minute: (time) => time.getUTCMinutes(),
  hour: (time) => time.getUTCHours(),
};

/** @throws Error for words that leave it open when the schedule is due */
export function readWords(words: string): ReadWords {
  if (words === 'never') return () => 'day';
  const { rest: beforeYears, test: isYear } = takeIn(words, /^\d{4}$/, (name) => {
    return (time) => time.getUTCFullYear() === Number(name);
  });
  const { rest: beforeMonths, test: isMonth } = takeIn(beforeYears, MONTH, (name) => {
    return (time) => time.getUTCMonth() === MONTHS.indexOf(name);
  });
  const { time, days } = splitDays(beforeMonths);
  const isDay = readDays(days);
  const inDay = readTimes(time);
  let last = { day: Number.NaN, isMatch: false };
  return (date) => {
    const day = Math.floor(date.getTime() / DAY_MS);
    if (day !== last.day) last = { day, isMatch: isYear(date) && isMonth(date) && isDay(date) };
    return last.isMatch ? inDay(date) : 'day';
  };
}

const MONTHS =
  'January,February,March,April,May,June,July,August,September,October,November,December'.split(
    ',',
  );
const MONTH = new RegExp(`^(?:${MONTHS.join('|')})$`);
const WEEKDAYS = 'Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday'.split(',');

/** The last `in …` if it is a list of such names, with what comes before it. */
function takeIn(words: string, name: RegExp, testOf: (name: string) => Test) {
  const at = words.lastIndexOf(' in ');
  const items = at < 0 ? [] : listOf(words.slice(at + 4));
  const names = items.flatMap((item) => item.split(' to '));
  if (at < 0 || !names.every((one) => name.test(one))) return { rest: words, test: () => true };
  const all = items.flatMap((item) => {
    const [first = '', last = first] = item.split(' to ');
    if (MONTHS.includes(first))
      return MONTHS.slice(MONTHS.indexOf(first), MONTHS.indexOf(last) + 1);
    return numbers(first, last).map(String);
  });
  const tests = all.map(testOf);
  return { rest: words.slice(0, at), test: (time: Date) => tests.some((test) => test(time)) };
}

/** `a, b and c` */
function listOf(words: string): readonly string[] {
  return words.split(/, | and /);
}

function numbers(first: string, last = first): readonly number[] {
  const [from, to] = [Number(first), Number(last)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to < from)
    throw new Error(`not numbers: ${first} to ${last}`);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Where the days begin: after ` on `, or with `every day` or a weekday behind times of a clock. */
function splitDays(words: string): { readonly time: string; readonly days: string } {
  const [, clock, on, onDays] = /^(at [\d:, and]*\d)( on)? (.*)$/.exec(words) ?? [];
  if (clock?.includes(':')) {
    if (onDays === undefined) throw new Error(`at which days? ${words}`);
    if (on === undefined && !onDays.startsWith('every ')) throw new Error(`no "on": ${words}`);
    return { time: clock, days: onDays };
  }
  const at = words.indexOf(' on ');
  return at < 0
    ? { time: words, days: 'every day' }
    : { time: words.slice(0, at), days: words.slice(at + 4) };
}

function readTimes(words: string): ReadWords {
  if (/^at \d\d:/.test(words)) {
    const times = listOf(words.slice(3)).map((clock) => {
      const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
      return { hour, minute, second };
    });
    return (time) => {
      const [h, m, s] = [VALUE.hour(time), VALUE.minute(time), VALUE.second(time)];
      const inHour = times.filter(({ hour }) => hour === h);
      const inMinute = inHour.filter(({ minute }) => minute === m);
      if (inHour.length === 0) return 'hour';
      if (inMinute.length === 0) return 'minute';
      return inMinute.some(({ second }) => second === s) ? undefined : 'second';
    };
  }
  const tests = new Map<Unit, Test>();
  let isEvery = true;
  for (const clause of words.split(' of ')) {
    const { unit, test, every } = readClause(clause);
    const place = UNITS.indexOf(unit);
    const known = [...tests.keys()].map((other) => UNITS.indexOf(other));
    if (known.some((other) => other >= place)) throw new Error(`out of order: ${words}`);
    // `at second 5 of hour 3` is once an hour, or once a minute.
    if (!isEvery && !tests.has(UNITS[place - 1] ?? unit)) throw new Error(`which? ${words}`);
    tests.set(unit, test);
    isEvery = every;
  }
  const [first = 'second'] = tests.keys();
  if (!isEvery && !tests.has('hour')) throw new Error(`of what? ${words}`);
  for (const unit of UNITS.slice(0, UNITS.indexOf(first))) {
    tests.set(unit, (time) => VALUE[unit](time) === 0);
  }
  return (time) => [...UNITS].reverse().find((unit) => tests.get(unit)?.(time) === false);
}

/** `at minutes 5 and 6`, `every 3rd hour from 1`, `every 5 minutes`, `every second`. `every`: it comes over and over. */
function readClause(clause: string): {
  readonly unit: Unit;
  readonly test: Test;
  readonly every: boolean;
} {
  const [, nth, of, from] =
    /^every (?:(\d+)(?:st|nd|rd|th) )?(second|minute|hour)(?: from (\d+))?$/.exec(clause) ?? [];
  if (of !== undefined) {
    const unit = of as Unit;
    const [step, first] = [Number(nth ?? 1), Number(from ?? 0)];
    const test: Test = (time) =>
      VALUE[unit](time) >= first && (VALUE[unit](time) - first) % step === 0;
    return { unit, test, every: true };
  }
  const [, minutes] = /^every (\d+) minutes$/.exec(clause) ?? [];
  if (minutes !== undefined) {
    if (60 % Number(minutes) !== 0) throw new Error(`not every ${minutes} minutes: ${clause}`);
    return {
      unit: 'minute',
      test: (time) => VALUE.minute(time) % Number(minutes) === 0,
      every: true,
    };
  }
  const [, plural, list = ''] =
    /^(?:at )?((?:second|minute|hour)s?) ([\d, and to]+)$/.exec(clause) ?? [];
  if (plural === undefined) throw new Error(`what is ${clause}?`);
  const unit = plural.replace(/s$/, '') as Unit;
  const values = new Set(
    listOf(list).flatMap((item) => numbers(...(item.split(' to ') as [string]))),
  );
  if (values.size > 1 !== plural.endsWith('s')) throw new Error(`singular or plural? ${clause}`);
  return { unit, test: (time) => values.has(VALUE[unit](time)), every: false };
}

const DAY_MS = 86_400_000;
const plusDays = (time: Date, days: number) => new Date(time.getTime() + days * DAY_MS);
const sameMonth = (a: Date, b: Date) => a.getUTCMonth() === b.getUTCMonth();
const isLastDay: Test = (time) => !sameMonth(plusDays(time, 1), time);
const isWorkday: Test = (time) => time.getUTCDay() % 6 !== 0;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** What the phrases name, all together. A name without `every`, `day` or `the` goes on with the phrase before it. */
function readDays(words: string): Test {
  const tests: Test[] = [];
  let goesOn: ((item: string) => Test) | undefined;
  for (const phrase of listOf(words)) {
    const read = readDay(phrase, goesOn);
    tests.push(read.test);
    goesOn = read.goesOn;
  }
  return (time) => tests.some((test) => test(time));
}

function readDay(
  phrase: string,
  goesOn: ((item: string) => Test) | undefined,
): { readonly test: Test; readonly goesOn?: (item: string) => Test } {
  const onWeekday = (name: string): Test => {
    if (!WEEKDAYS.includes(name)) throw new Error(`which day is ${name}?`);
    return (time) => WEEKDAYS[time.getUTCDay()] === name;
  };
  const onDay = (number: string): Test => {
    const [day] = numbers(number);
    return (time) => time.getUTCDate() === day;
  };
  if (phrase === 'no day') return { test: () => false };
  if (phrase === 'every day') return { test: () => true };
  const [, first, last] = /^every day from (\w+) to (\w+)$/.exec(phrase) ?? [];
  if (first !== undefined && last !== undefined) {
    if (/^\d/.test(first)) {
      const days = numbers(first, last);
      return { test: (time) => days.includes(time.getUTCDate()) };
    }
    const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
    if (from < 0 || to < from) throw new Error(`from when to when? ${phrase}`);
    return { test: (time) => from <= time.getUTCDay() && time.getUTCDay() <= to };
  }
  const [, weekday] = /^every (\w+)$/.exec(phrase) ?? [];
  if (weekday !== undefined) return { test: onWeekday(weekday), goesOn: onWeekday };
  const [, day] = /^day (\d+)$/.exec(phrase) ?? [];
  if (day !== undefined) return { test: onDay(day), goesOn: onDay };
  if (phrase === 'the last day') return { test: isLastDay };
  const [, target] = /^the working day nearest day (\d+)$/.exec(phrase) ?? [];
  if (phrase === 'the last working day' || target !== undefined) {
    const isTarget: Test = target === undefined ? isLastDay : onDay(target);
    return { test: (time) => isWorkdayNearest(time, isTarget) };
  }
  const [, lastOf] = /^the last (\w+)$/.exec(phrase) ?? [];
  if (lastOf !== undefined) {
    const test = onWeekday(lastOf);
    return { test: (time) => test(time) && !sameMonth(plusDays(time, 7), time) };
  }
  const [, ordinal = '', nthOf] = /^the (\w+) (\w+)$/.exec(phrase) ?? [];
  const nth = ORDINALS.indexOf(ordinal) + 1;
  if (nthOf !== undefined && nth > 0) {
    const test = onWeekday(nthOf);
    return { test: (time) => test(time) && Math.ceil(time.getUTCDate() / 7) === nth };
  }
  if (!goesOn) throw new Error(`what is ${phrase}?`);
  return { test: goesOn(phrase), goesOn };
}

/** Whether it is the working day of the same month that is closest to a day that `isTarget`. */
function isWorkdayNearest(time: Date, isTarget: Test): boolean {
  const around = [0, -1, 1, -2, 2];
  return around
    .map((days) => plusDays(time, days))
    .filter((target) => sameMonth(target, time) && isTarget(target))
    .some((target) => {
      const nearest = around
        .map((days) => plusDays(target, days))
        .find((day) => sameMonth(day, target) && isWorkday(day));
      return nearest?.getTime() === time.getTime();
    });
}
