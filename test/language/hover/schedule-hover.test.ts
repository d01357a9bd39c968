import assert from 'node:assert/strict';
import { scheduleHover } from '../../../src/language/hover/schedule-hover.ts';

/** Each row: where somebody is, when, a schedule; the times that are shown in that zone. */
const TABLE: readonly (readonly [
  zone: string,
  now: string,
  schedule: string,
  ...local: string[],
])[] = [
  // What the clocks show twice is not the same time.
  [
    'Europe/Berlin',
    '2026-10-24T23:40:00Z',
    '*/30 * * * *',
    '02:00 +02:00',
    '02:30 +02:00',
    '02:00 +01:00',
    '02:30 +01:00',
    '03:00 +01:00',
  ],
  [
    'Europe/Berlin',
    '2026-03-28T12:00:00Z',
    '30 0,1 * * *',
    '01:30 +01:00',
    '03:30 +02:00',
    '02:30 +02:00',
    '03:30 +02:00',
    '02:30 +02:00',
  ],
  [
    'America/New_York',
    '2026-10-31T12:00:00Z',
    '0 3 * * *',
    'Sat 2026-10-31 23:00 -04:00',
    'Sun 2026-11-01 22:00 -05:00',
    'Mon 2026-11-02 22:00 -05:00',
    'Tue 2026-11-03 22:00 -05:00',
    'Wed 2026-11-04 22:00 -05:00',
  ],
  // By half an hour.
  [
    'Australia/Lord_Howe',
    '2026-04-04T13:45:00Z',
    '0 14-16 * * *',
    'Sun 2026-04-05 01:00 +11:00',
    'Sun 2026-04-05 01:30 +10:30',
    'Sun 2026-04-05 02:30 +10:30',
    'Mon 2026-04-06 00:30 +10:30',
    'Mon 2026-04-06 01:30 +10:30',
  ],
  // In winter the clocks of London are those of UTC.
  [
    'Europe/London',
    '2026-03-27T12:00:00Z',
    '0 8 * * *',
    '08:00 +00:00',
    '09:00 +01:00',
    '09:00 +01:00',
    '09:00 +01:00',
    '09:00 +01:00',
  ],
  [
    'Asia/Kolkata',
    '2026-10-24T23:40:00Z',
    '0 3 1 * *',
    '08:30',
    '08:30',
    '08:30',
    '08:30',
    '08:30',
  ],
];

describe('the next times in a hover, where clocks change', () => {
  for (const [zone, now, schedule, ...local] of TABLE) {
    it(`${zone} after ${now}: ${schedule}`, () => {
      const hover = scheduleHover(schedule, { now: Date.parse(now), zone }) ?? '';
      const rows = hover.split('\n').filter((line) => line.startsWith('| in '));
      assert.deepEqual(
        rows.map((row) => row.split(' | ')[2]?.replace(' |', '')),
        local,
      );
      const changes = new Set(local.map((time) => /[+-]\d\d:\d\d$/.exec(time)?.[0])).size > 1;
      assert.equal(hover.includes(`Clocks change in ${zone}`), changes);
    });
  }
});
