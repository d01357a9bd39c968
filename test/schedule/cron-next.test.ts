import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCron } from '../../src/schedule/cron-expression.ts';
import { nextCronTime } from '../../src/schedule/cron-next.ts';
import { type CronModel, cronModel } from './cron-arbitrary.ts';
import { CRON_VECTORS } from './cron-vectors.ts';

function next(expr: string, from: number): number | undefined {
  const parsed = parseCron(expr);
  assert.ok(parsed.ok, `${expr} is valid`);
  return nextCronTime(parsed.expression, from);
}

/** `none` if there is none. */
function iso(time: number | undefined): string {
  return time === undefined ? 'none' : new Date(time).toISOString().replace('.000Z', 'Z');
}

describe('nextCronTime answers as the library (schedule.md 4.4)', () => {
  for (const { expr, from, next: expected } of CRON_VECTORS) {
    if (expected.length === 0) continue;
    it(`${JSON.stringify(expr)} from ${from}`, () => {
      let time = Date.parse(from);
      for (const answer of expected) {
        const found = next(expr, time);
        if (answer === 'not-after-argument') {
          assert.ok(found !== undefined && found <= time, iso(found));
          break;
        }
        // Where the library panics, the expression never fires.
        assert.equal(iso(found), answer === 'panic' ? 'none' : answer);
        time = found ?? Number.NaN;
      }
    });
  }
});

describe('nextCronTime', () => {
  const cases: [expr: string, from: string, next: string, why: string][] = [
    ['0 12 * * *', '2024-05-01T12:00:00.5Z', '2024-05-02T12:00:00Z', 'cuts fractions off (N2)'],
    ['0 12 * * *', '2024-05-01T11:59:59.9Z', '2024-05-01T12:00:00Z', 'cuts fractions off (N2)'],
    ['* * * * *', '1969-12-31T23:59:59.5Z', '1970-01-01T00:00:00Z', 'cuts towards the past'],
    ['* * * * *', '1960-06-01T00:00:00Z', '1970-01-01T00:00:00Z', 'starts with 1970 (N3)'],
    ['* * * * *', '2099-12-31T23:58:59Z', '2099-12-31T23:59:00Z', 'goes to the end of 2099 (N3)'],
    ['* * * * *', '2099-12-31T23:59:00Z', 'none', 'ends with 2099 (N3)'],
    ['* * * * *', '0001-01-01T00:00:00Z', 'none', "knows nothing after Go's zero time (N3)"],
    [
      '* * * * *',
      '0001-01-01T00:00:01Z',
      '1970-01-01T00:00:00Z',
      'knows what is after others (N3)',
    ],
    ['0 0 29 2 *', '2096-02-29T00:00:00Z', 'none', 'knows that 2100 is behind the end'],
    ['0 0 29 2 *', '1996-03-01T00:00:00Z', '2000-02-29T00:00:00Z', 'knows leap years'],
    ['0 0 29 2 * 1977,2000', '1975-01-01T00:00:00Z', '2000-02-29T00:00:00Z', 'knows the year 2000'],
    ['59 * * * * * *', '2024-05-01T10:59:58Z', '2024-05-01T10:59:59Z', 'knows the last second'],
    ['0 0 30 2 *', '2024-01-01T00:00:00Z', 'none', 'gives up on the 30th of February'],
    ['0 0 5-1 * *', '2024-01-01T00:00:00Z', 'none', 'finds no day in a reversed range (C11)'],
    ['5-1 0 * * *', '2024-01-01T00:00:00Z', 'none', 'finds no minute in a reversed range (C11)'],
    ['0 0 1 02 *', '2024-03-05T00:00:00Z', '2024-12-01T00:00:00Z', 'takes 02 for December (C9)'],
    ['0 0 1 02 *', '2024-12-05T00:00:00Z', '2024-12-01T00:00:00Z', 'goes back in December (C9)'],
    ['0 0 1 02,6 *', '2024-03-05T00:00:00Z', '2024-06-01T00:00:00Z', 'has other months, too (C9)'],
    ['0 0 1 02 * 2030', '2024-03-05T00:00:00Z', '2029-12-01T00:00:00Z', 'leaves the year (C9)'],
    ['0 0 6W 02 * 1970', '1965-01-01T00:00:00Z', '1969-12-05T00:00:00Z', 'knows old weeks (C9)'],
    ['0 0 1 02 * 2024', '2024-03-05T00:00:00Z', 'none', 'does not try this year (C9)'],
  ];
  for (const [expr, from, expected, why] of cases) {
    it(`${why}: ${expr} from ${from}`, () => {
      assert.equal(iso(next(expr, Date.parse(from))), expected);
    });
  }

  const instant = fc
    .integer({ min: Date.UTC(1965, 0), max: Date.UTC(2100, 0) })
    .map((time) => time - (time % 500));

  it('finds a second that matches, and none before it does', () => {
    fc.assert(
      fc.property(cronModel, instant, (cron, from) => {
        const found = next(cron.text, from);
        if (found !== undefined) assert.equal(cron.mismatch(new Date(found)), undefined);
        assert.equal(firstMatch(cron, from, found ?? Number.POSITIVE_INFINITY), undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('is later and a whole second, and the same from just before', () => {
    fc.assert(
      fc.property(cronModel, instant, (cron, from) => {
        const found = next(cron.text, from);
        if (found === undefined) return;
        assert.ok(found > from && found % 1000 === 0);
        assert.equal(next(cron.text, found - 1000), found);
        assert.equal(next(cron.text, found - 1), found);
      }),
    );
  });
});

/** Looks at one second after the other, for a while, and leaves out what cannot match. */
function firstMatch({ mismatch }: CronModel, from: number, end: number): number | undefined {
  let time = (Math.floor(from / 1000) + 1) * 1000;
  for (let i = 0; i < 5000 && time < end; i++) {
    const unit = mismatch(new Date(time));
    if (unit === undefined) return time;
    time = (Math.floor(time / LENGTH[unit]) + 1) * LENGTH[unit];
  }
  return undefined;
}

const LENGTH = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
