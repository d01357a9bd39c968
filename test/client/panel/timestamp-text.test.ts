import assert from 'node:assert/strict';
import { localTime, utcTime } from '../../../client/panel/timestamp-text.ts';

describe('timestamps', () => {
  const time = Date.UTC(2026, 0, 2, 23, 4, 5, 678);

  it('in UTC', () => {
    assert.equal(utcTime(time), 'Fri 2026-01-02 23:04:05 UTC');
  });

  for (const [zone, text] of [
    ['Etc/UTC', 'Fri 2026-01-02 23:04:05 UTC'],
    ['Europe/Berlin', 'Sat 2026-01-03 00:04:05 GMT+1'],
    ['Asia/Kathmandu', 'Sat 2026-01-03 04:49:05 GMT+5:45'],
  ] as const) {
    it(`in ${zone}`, () => {
      assert.equal(localTime(time, zone), text);
    });
  }
});
