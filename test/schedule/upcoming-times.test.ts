import assert from 'node:assert/strict';
import { parseSchedule } from '../../src/schedule/schedule.ts';
import { upcomingTimes } from '../../src/schedule/upcoming-times.ts';

const FROM = Date.parse('2030-01-31T12:00:00Z');

const TABLE: [schedule: string, ...times: string[]][] = [
  ['0 3 * * *', '2030-02-01T03:00', '2030-02-02T03:00', '2030-02-03T03:00'],
  ['0 0 31 * *', '2030-03-31T00:00', '2030-05-31T00:00', '2030-07-31T00:00'],
  ['0 0 1 1 * 2031', '2031-01-01T00:00'],
  ['0 17-9 * * *'],
  ['triggered'],
  ['with 30s interval'],
];

describe('upcoming times', () => {
  for (const [schedule, ...times] of TABLE) {
    it(schedule, () => {
      const parsed = parseSchedule(schedule);
      assert.ok(parsed.ok);
      const found = upcomingTimes(parsed.schedule, FROM, 3);
      assert.deepEqual(
        found.map((time) => new Date(time).toISOString().slice(0, 16)),
        times,
      );
    });
  }

  it('end where the service would go back in time', () => {
    const parsed = parseSchedule('0 0 1 01 *');
    assert.ok(parsed.ok);
    const times = upcomingTimes(parsed.schedule, FROM, 3);
    assert.ok(times.length < 3 && times.every((time) => time > FROM));
  });
});
