import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isAbsolute, parseSchedule } from '../../src/schedule/schedule.ts';
import { assertLinearTime } from '../linear-time.ts';
import { markedText } from '../marked-text.ts';
import { CRON_VECTORS } from './cron-vectors.ts';

describe('parseSchedule (schedule.md 4.1, 4.2)', () => {
  const valid: [text: string, kind: string, ns?: bigint][] = [
    ['triggered', 'triggered'],
    ['continuously', 'interval', 0n],
    ['with 30s interval', 'interval', 30_000_000_000n],
    ['with 1h1.5s1h interval', 'interval', 7_201_500_000_000n],
    ['with 0 interval', 'interval', 0n],
    ['with -0s interval', 'interval', 0n],
    ['with 0.9ns interval', 'interval', 0n],
    ['with 9223372036.854775807s interval', 'interval', 2n ** 63n - 1n],
    ['* * * * *', 'cron'],
    ['@daily', 'cron'],
  ];
  for (const [text, kind, ns] of valid) {
    it(`takes ${text} for ${kind}`, () => {
      const parsed = parseSchedule(text);
      assert.ok(parsed.ok);
      const { schedule } = parsed;
      assert.equal(schedule.kind, kind);
      assert.equal(schedule.text, text);
      if (schedule.kind === 'interval') assert.equal(schedule.ns, ns);
      assert.equal(isAbsolute(schedule), kind !== 'interval');
    });
  }

  const form = /^An interval is written `with <duration> interval`/;
  const invalid: [marked: string, code: string, reason: RegExp][] = [
    ['[[with 5s]]', 'schedule-with-format', form],
    ['[[with ]]', 'schedule-with-format', form],
    ['[[with 5s ]]', 'schedule-with-format', form],
    ['[[with  5s interval]]', 'schedule-with-format', form],
    ['[[with 5s  interval]]', 'schedule-with-format', form],
    ['[[with 5s interval ]]', 'schedule-with-format', form],
    ['[[with 5s Interval]]', 'schedule-with-format', form],
    ['with [[]] interval', 'schedule-duration-invalid', /^"" is not a duration: /],
    ['with 1h5[[min]] interval', 'schedule-duration-invalid', /^"1h5min" is not a duration: "min"/],
    [
      'with [[-5s]] interval',
      'schedule-interval-negative',
      /cannot be negative, but this is "-5s"/,
    ],
    ['[[with\t5s interval]]', 'schedule-cron-missing-fields', form],
    ['[[With 5s interval]]', 'schedule-cron-missing-fields', /write `with 5s interval`/],
    ['[[ triggered]]', 'schedule-cron-missing-fields', /^Write `triggered` in lower case/],
    ['[[Continuously]]', 'schedule-cron-missing-fields', /^Write `continuously` in lower case/],
    ['[[@every 5m]]', 'schedule-cron-missing-fields', /write `with 5m interval`/],
    ['[[@often]]', 'schedule-cron-missing-fields', /^"@often" is not .* use @yearly, /],
    ['[[* * * *]]', 'schedule-cron-missing-fields', /at least five fields .* but this has 4\. /],
    ['[[]]', 'schedule-cron-missing-fields', /but this has 0\. /],
  ];
  for (const [marked, code, reason] of invalid) {
    it(`refuses ${JSON.stringify(marked)}: ${code}`, () => {
      const { text, spans } = markedText(marked);
      const parsed = parseSchedule(text);
      assert.ok(!parsed.ok);
      assert.equal(parsed.code, code);
      assert.match(parsed.reason, reason);
      assert.deepEqual(parsed.span, spans[0]);
    });
  }

  it('explains anything in short, well-formed sentences, and points into it', () => {
    const token = fc.constantFrom(...CRON_VECTORS.map(({ expr }) => expr), 'with ', '5s', '\udcff');
    const text = fc.oneof(
      fc.array(token).map((tokens) => tokens.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (text) => {
        const parsed = parseSchedule(text);
        if (parsed.ok) return;
        // A sentence may begin with what it quotes.
        assert.match(parsed.reason, /^[A-Z`"].*[.]$/s);
        assert.ok(parsed.reason.isWellFormed());
        const { start, end } = parsed.span;
        assert.ok(0 <= start && start <= end && end <= text.length);
      }),
    );
  });

  const size = 100_000;
  const hostile = [
    '1,',
    '*,',
    'x,',
    '*/1,',
    '1W,',
    ',',
    ' ',
    '* ',
    '@daily',
    '@',
    '9',
    '-',
    '/',
    '\u0130',
    'with ',
    'with 1h',
    '\t\u00a0',
  ];
  for (const piece of hostile) {
    it(`reads many ${JSON.stringify(piece)} in linear time`, () => {
      const many = (count: number) => piece.repeat(count);
      assertLinearTime(size / piece.length, many, (text) => {
        parseSchedule(text);
        parseSchedule(`* * ${text} * *`);
        parseSchedule(`* * * * * ${text}`);
        parseSchedule(`with ${text} interval`);
      });
    });
  }
});
