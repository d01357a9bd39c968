import assert from 'node:assert/strict';
import { localTime, relativeTime, utcTime, zoneOffset } from '../../src/language/time-words.ts';

const TIMES: [time: string, zone: string, utc: string, local: string, offset: number][] = [
  ['2030-01-31T12:05:00Z', 'UTC', 'Thu 2030-01-31 12:05 UTC', '12:05', 0],
  ['2030-01-31T12:05:09Z', 'Asia/Kolkata', 'Thu 2030-01-31 12:05:09 UTC', '17:35:09', 330],
  [
    '2030-01-31T03:00:00Z',
    'America/New_York',
    'Thu 2030-01-31 03:00 UTC',
    'Wed 2030-01-30 22:00',
    -300,
  ],
  [
    '2030-07-31T03:00:00Z',
    'America/New_York',
    'Wed 2030-07-31 03:00 UTC',
    'Tue 2030-07-30 23:00',
    -240,
  ],
  ['2030-01-31T23:30:00Z', 'Europe/Berlin', 'Thu 2030-01-31 23:30 UTC', 'Fri 2030-02-01 00:30', 60],
  ['1970-01-01T00:00:00.500Z', 'UTC', 'Thu 1970-01-01 00:00 UTC', '00:00', 0],
];

describe('times in words', () => {
  for (const [time, zone, utc, local, offset] of TIMES) {
    it(`${time} in ${zone}`, () => {
      const at = Date.parse(time);
      assert.deepEqual(
        [utcTime(at), localTime(at, zone), zoneOffset(at, zone)],
        [utc, local, offset],
      );
    });
  }

  const DISTANCES: [seconds: number, words: string][] = [
    [0, 'in 0 min'],
    [1, 'in 1 min'],
    [59 * 60, 'in 59 min'],
    [3600, 'in 1 h'],
    [3600 * 3 + 60 * 20, 'in 3 h 20 min'],
    [3600 * 48, 'in 2 days'],
    [3600 * 24 * 12, 'in 12 days'],
  ];
  for (const [seconds, words] of DISTANCES) {
    it(words, () => assert.equal(relativeTime(5000, 5000 + seconds * 1000), words));
  }
});
