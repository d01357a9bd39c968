import assert from 'node:assert/strict';
import { parseDuration } from '../../src/golang/duration.ts';
import { shortDuration, writtenDuration } from '../../src/text/written-duration.ts';

const S = 1_000_000_000;

describe('durations as people write them', () => {
  const rows: readonly (readonly [seconds: number | undefined, ...texts: string[]])[] = [
    [86_400, '1d', '1 day', '24h', 'P1D', 'PT24H', 'a day', 'one day', '1 D', '24:00:00', ' 1d '],
    [
      7200,
      '2 hours',
      '2hours',
      '2 hrs',
      '2h',
      '2 Hours',
      'two hours',
      'PT2H',
      '120 min',
      '2:00:00',
    ],
    [5400, '90 min', '90 minutes', '90 mins', '1.5h', '1,5 h', '1h30m', '1h 30min', 'PT1H30M'],
    [5400, '1 hour and 30 minutes', '1 hour, 30 min.', '1 hr + 30 m', '01:30:00', 'pt90m'],
    [1800, 'half an hour', '.5h', '0.5 hours', 'a half hour', '30 min'],
    [604_800, '1 week', '7d', '1w', '1wk', 'P1W', '6 days 24 hours'],
    [30, '30s', '30 sec', '30 seconds', '30secs', 'PT30S', '+30s', '0:00:30'],
    [0.5, '500ms', '0.5s', '500 millis', '500 milliseconds', '500000 us', '500000µs', 'PT0.5S'],
    [1e-9, '1ns', '1 nanosecond'],
    [0, '0s', 'PT0S'],
    [-5, '-5s', '- 5 seconds'],
    [undefined, '', '5', '1:30', '1,500 s', '1 month', '2y', 'P1M', 'P', 'PT', 'P1DT', '5 5', 's'],
    [
      undefined,
      '1 hours ago',
      'hours',
      '0.1ns',
      'and 5',
      '5s and',
      '1h,',
      '9'.repeat(90).concat('s'),
    ],
  ];
  for (const [seconds, ...texts] of rows) {
    for (const text of texts) {
      it(`${JSON.stringify(text.slice(0, 30))}: ${seconds}`, () =>
        assert.equal(
          writtenDuration(text),
          seconds === undefined ? undefined : BigInt(Math.round(seconds * S)),
        ));
    }
  }
});

describe('durations as Go takes them', () => {
  for (const text of ['36h', '1h30m', '90s', '1m30s', '500ms', '1h1ns', '2us']) {
    it(text, () => {
      const short = shortDuration(writtenDuration(text) ?? 0n);
      assert.deepEqual(parseDuration(short), parseDuration(text));
      assert.ok(short.length <= text.length + 2, short);
    });
  }
});
