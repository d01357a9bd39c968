import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  firesInMinute,
  mostCrowdedMinute,
  type SharedSchedule,
} from '../../../../src/config/lints/document/crowded-minute.ts';
import { parseCron } from '../../../../src/schedule/cron-expression.ts';
import { nextCronTime } from '../../../../src/schedule/cron-next.ts';

const DAY_MS = 86_400_000;
const DAYS = 62;

/** A Friday. */
const TODAY = Date.parse('2026-07-10T00:00:00Z') / DAY_MS;

function schedule(text: string, jobs = 1): SharedSchedule {
  const parsed = parseCron(text);
  assert.ok(parsed.ok, text);
  return { expression: parsed.expression, jobs };
}

function crowd(limit: number, ...schedules: readonly (string | [text: string, jobs: number])[]) {
  const all = schedules.map((one) => (typeof one === 'string' ? schedule(one) : schedule(...one)));
  const found = mostCrowdedMinute(all, TODAY, limit);
  return found && `${new Date(found.time).toISOString().slice(0, 16)} ${found.jobs}`;
}

describe('the most crowded minute', () => {
  const table: readonly (readonly [
    what: string,
    found: string | undefined,
    limit: number,
    ...schedules: (string | [text: string, jobs: number])[],
  ])[] = [
    ['no jobs', undefined, 0],
    ['one job more than the limit', '2026-07-10T03:00 1', 0, '0 3 * * *'],
    ['as many as the limit', undefined, 2, ['0 3 * * *', 2]],
    ['one more', '2026-07-10T03:00 3', 2, ['0 3 * * *', 3]],
    ['the earliest of equals', '2026-07-10T03:05 2', 1, ['5 3,4 * * *', 2]],
    ['a worse one later', '2026-07-12T03:00 3', 1, ['0 3 * * *', 2], '0 3 * * 0'],
    ['jobs that never meet', undefined, 1, '0 3 * * *', '1 3 * * *', '0 4 * * *'],
    ['the last minute of the day', '2026-07-10T23:59 2', 1, '59 23 * * *', '*/59 23 10 * *'],
    ['the first of a month', '2026-08-01T00:00 2', 1, '0 0 1 * *', '0 0 * 8 *'],
    ['the last day that is looked at', '2026-09-09T00:00 2', 1, '0 0 9 9 *', '0 0 9 9 *'],
    ['the day after', undefined, 1, '0 0 10 9 *', '0 0 10 9 *'],
    ['the day before', undefined, 1, '0 0 9 7 *', '0 0 9 7 *'],
    ['another year', undefined, 1, ['0 0 * * * 2027', 5]],
    ['this year', '2026-07-10T00:00 5', 1, ['0 0 * * * 2026', 5]],
    // The service never finds a time for it.
    ['a field that selects nothing', undefined, 1, ['9-5 0 0 * * * *', 5]],
  ];
  for (const [what, found, limit, ...schedules] of table) {
    it(what, () => assert.equal(crowd(limit, ...schedules), found));
  }

  it('is that of a count of all starts', () => {
    const minute = fc.constantFrom('0', '30', '*/15', '59', '0-5');
    const hour = fc.constantFrom('0', '12', '*/6', '23');
    const day = fc.constantFrom('*', '1', '13', '31', 'L', '*/10');
    const month = fc.constantFrom('*', '7', '8-9', '2');
    const weekday = fc.constantFrom('*', '0', '1-5', '1#1', '5L');
    const text = fc.tuple(minute, hour, day, month, weekday).map((fields) => fields.join(' '));
    const shared = fc.tuple(text, fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(
        fc.array(shared, { maxLength: 4 }),
        fc.nat(4),
        fc.nat(800),
        (all, limit, later) => {
          const today = TODAY + later;
          const schedules = all.map((one) => schedule(...one));
          const starts = new Map<number, number>();
          for (const { expression, jobs } of schedules) {
            for (let time = today * DAY_MS - 1; ; ) {
              const next = nextCronTime(expression, time);
              if (next === undefined || next >= (today + DAYS) * DAY_MS) break;
              starts.set(next, (starts.get(next) ?? 0) + jobs);
              time = next;
            }
          }
          const most = Math.max(...starts.values());
          const crowded = [...starts].filter(([, jobs]) => jobs === most && jobs > limit);
          const time = Math.min(...crowded.map(([at]) => at));
          assert.deepEqual(
            mostCrowdedMinute(schedules, today, limit),
            crowded.length > 0 ? { time, jobs: most } : undefined,
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a schedule', () => {
  for (const [text, time, fires] of [
    ['30 12 10 7 *', '2026-07-10T12:30Z', true],
    ['30 12 10 7 *', '2026-07-10T12:31Z', false],
    ['30 12 10 7 *', '2026-07-10T13:30Z', false],
    ['30 12 10 7 *', '2026-07-11T12:30Z', false],
    ['30 12 10 7 *', '2026-08-10T12:30Z', false],
    ['30 12 * * 5', '2026-07-10T12:30Z', true],
    ['30 12 * * 4', '2026-07-10T12:30Z', false],
    ['30 12 * * * 2026', '2026-07-10T12:30Z', true],
    ['30 12 * * * 2027', '2026-07-10T12:30Z', false],
    ['20 30 12 * * * *', '2026-07-10T12:30Z', true],
    ['0 0 31 1 *', '2027-01-31T00:00Z', true],
    ['0 0 31 12 *', '2026-12-31T00:00Z', true],
  ] as const) {
    it(`${text} ${fires ? 'fires' : 'does not fire'} in the minute ${time}`, () => {
      assert.equal(firesInMinute(schedule(text).expression, Date.parse(time)), fires);
    });
  }
});
