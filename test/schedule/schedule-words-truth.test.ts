import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSchedule } from '../../src/schedule/schedule.ts';
import { scheduleWords } from '../../src/schedule/schedule-words.ts';
import { upcomingTimes } from '../../src/schedule/upcoming-times.ts';
import { readWords } from './words-reader.ts';

/** Values, ranges, steps and lists of them, of a field with the values `min` to `max`. */
function field(min: number, max: number, special: readonly string[] = []): fc.Arbitrary<string> {
  const value = fc.integer({ min, max });
  const step = fc.integer({ min: 1, max: Math.min(max, 59) });
  const piece = fc.oneof(
    value.map(String),
    fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    step.map((n) => `*/${n}`),
    fc.tuple(value, step).map(([a, n]) => `${a}/${n}`),
    fc.tuple(value, value, step).map(([a, b, n]) => `${Math.min(a, b)}-${Math.max(a, b)}/${n}`),
    ...(special.length > 0 ? [fc.constantFrom(...special)] : []),
  );
  const list = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(','));
  return fc.oneof(
    { arbitrary: list, weight: 3 },
    { arbitrary: fc.constantFrom('*', '?'), weight: 2 },
  );
}

const second = fc.oneof({ arbitrary: fc.constant('0'), weight: 3 }, field(0, 59));
const minute = fc.oneof(field(0, 59), fc.constantFrom('0', '*/5', '*/15', '30'));
const hour = fc.oneof(field(0, 23), fc.constantFrom('*', '3', '9-17', '*/6'));
const dayOfMonth = fc.oneof(
  { arbitrary: fc.constant('*'), weight: 2 },
  field(1, 31, ['L', 'LW', '1W', '15W', '31W']),
);
const month = fc.oneof(
  { arbitrary: fc.constant('*'), weight: 3 },
  field(1, 12, ['jan', 'feb-apr', 'sep,oct']),
);
const dayOfWeek = fc.oneof(
  { arbitrary: fc.constant('*'), weight: 2 },
  field(0, 6, ['7', 'mon-fri', 'sat,sun', '5L', 'fri#3', '1#5', '0#1']),
);
const year = fc.oneof({ arbitrary: fc.constant('*'), weight: 6 }, field(2026, 2030));

const cron = fc.oneof(
  { arbitrary: fc.tuple(minute, hour, dayOfMonth, month, dayOfWeek), weight: 3 },
  fc.tuple(second, minute, hour, dayOfMonth, month, dayOfWeek, year),
);

const FROM = Date.parse('2026-11-27T21:33:20Z');
const COUNT = 50;
/** Nobody looks further. */
const END = FROM + 400 * 86_400_000;

describe('the words of a schedule', () => {
  it('say when it is due, and nothing else', () => {
    fc.assert(
      fc.property(cron, (fields) => {
        const expression = fields.join(' ');
        const parsed = parseSchedule(expression);
        if (!parsed.ok) throw new Error(`${expression}: ${parsed.reason}`);
        const words = scheduleWords(parsed.schedule);
        const due = upcomingTimes(parsed.schedule, FROM, COUNT).filter((time) => time < END);
        assert.deepEqual(
          timesOf(words).map((time) => new Date(time).toISOString()),
          due.map((time) => new Date(time).toISOString()),
          `${expression}: ${words}`,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

const SIZES = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 } as const;

function timesOf(words: string): readonly number[] {
  const mismatch = readWords(words);
  const times: number[] = [];
  let time = Math.floor(FROM / 1000) * 1000 + 1000;
  while (time < END && times.length < COUNT) {
    const why = mismatch(new Date(time));
    if (why === undefined) times.push(time);
    const size = SIZES[why ?? 'second'];
    time = (Math.floor(time / size) + 1) * size;
  }
  return times;
}
