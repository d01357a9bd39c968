import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoTime, parseIsoTime } from '../../cli/iso-time.ts';

describe('parseIsoTime', () => {
  const cases: [text: string, time: string | undefined][] = [
    ['2015-09-14T22:42:00Z', '2015-09-14T22:42:00.000Z'],
    ['2015-09-14t22:42:00z', '2015-09-14T22:42:00.000Z'],
    ['2015-09-14T22:42:00.5Z', '2015-09-14T22:42:00.500Z'],
    ['2015-09-14T22:42:00.123999999Z', '2015-09-14T22:42:00.123Z'],
    ['2015-09-14T22:42:00+02:00', '2015-09-14T20:42:00.000Z'],
    ['2015-09-14T22:42:00-05:30', '2015-09-15T04:12:00.000Z'],
    ['2016-02-29T00:00:00Z', '2016-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['2015-02-29T00:00:00Z', undefined],
    ['2015-13-01T00:00:00Z', undefined],
    ['2015-09-14T25:00:00Z', undefined],
    ['2015-09-14T22:42:00', undefined],
    ['2015-09-14', undefined],
    ['2015-09-14 22:42:00Z', undefined],
    ['2015-09-14T22:42:00Z ', undefined],
    ['now', undefined],
    ['', undefined],
  ];
  for (const [text, time] of cases) {
    it(`${JSON.stringify(text)} is ${time ?? 'no time'}`, () => {
      const parsed = parseIsoTime(text);
      assert.equal(parsed === undefined ? undefined : new Date(parsed).toISOString(), time);
    });
  }
});

describe('isoTime', () => {
  const cases: [ns: bigint, text: string][] = [
    [0n, '1970-01-01T00:00:00Z'],
    [1n, '1970-01-01T00:00:00.000000001Z'],
    [-1n, '1969-12-31T23:59:59.999999999Z'],
    [1_500_000_000n, '1970-01-01T00:00:01.5Z'],
  ];
  for (const [ns, text] of cases) {
    it(`${ns} ns is ${text}`, () => assert.equal(isoTime(ns), text));
  }

  it('is what parseIsoTime reads', () => {
    const years = { min: Date.UTC(1000, 0), max: Date.UTC(9999, 11, 31) };
    fc.assert(
      fc.property(fc.integer(years), (time) => {
        assert.equal(parseIsoTime(isoTime(BigInt(time) * 1_000_000n)), time);
      }),
    );
  });
});
