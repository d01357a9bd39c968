import assert from 'node:assert/strict';
import { isZone, zonedDate } from '../../src/text/zoned-date.ts';

describe('a date in a zone', () => {
  for (const [time, zone, always, unlessZero] of [
    ['2026-11-27T12:05:00Z', 'UTC', 'Fri 2026-11-27 12:05:00', 'Fri 2026-11-27 12:05'],
    ['2026-11-27T12:05:09.9Z', 'UTC', 'Fri 2026-11-27 12:05:09', 'Fri 2026-11-27 12:05:09'],
    ['2026-11-27T23:30:00Z', 'Asia/Kolkata', 'Sat 2026-11-28 05:00:00', 'Sat 2026-11-28 05:00'],
    ['0099-01-01T00:00:00Z', 'UTC', 'Thu 0099-01-01 00:00:00', 'Thu 0099-01-01 00:00'],
  ] as const) {
    it(`${time} in ${zone}`, () => {
      assert.equal(zonedDate(Date.parse(time), zone, 'always'), always);
      assert.equal(zonedDate(Date.parse(time), zone, 'nonzero'), unlessZero);
    });
  }

  it('is that of the machine if no zone is named', () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const now = Date.UTC(2026, 5, 1);
    assert.equal(zonedDate(now, undefined, 'always'), zonedDate(now, timeZone, 'always'));
  });

  it('is told in zones that there are', () => {
    assert.deepEqual(['UTC', 'Europe/Berlin', 'Mars/Crater', ''].map(isZone), [
      true,
      true,
      false,
      false,
    ]);
  });
});
