import assert from 'node:assert/strict';
import { parseCron } from '../../src/schedule/cron-expression.ts';
import { rangeUpToSunday, startOfSteps } from '../../src/schedule/meant-range.ts';

describe('a range up to Sunday', () => {
  const cases: readonly [daysOfWeek: string, meant: string | undefined][] = [
    ['5-7', '5-6,0'],
    ['1-7', '1-6,0'],
    ['6-7', '6,0'],
    ['fri-7', 'fri-6,0'],
    ['1-7/2', '1-6/2,0'],
    ['5-7/2', '5,0'],
    ['2-7/3', '2-6/3'],
    ['5-7/3', '5'],
    ['0-7', undefined],
    ['7', undefined],
    ['5-1', undefined],
    ['1-5', undefined],
    ['*', undefined],
  ];
  for (const [text, meant] of cases) {
    it(`of ${text} is ${meant ?? 'none'}`, () => {
      const parsed = parseCron(`0 0 * * ${text}`);
      assert.ok(parsed.ok);
      const { dayOfWeek } = parsed.expression.fields;
      const [piece] = dayOfWeek.pieces;
      assert.ok(piece);
      assert.equal(rangeUpToSunday(dayOfWeek, piece), meant);
    });
  }

  it('is one in that field alone', () => {
    const parsed = parseCron('0 8-7 * * *');
    assert.ok(parsed.ok);
    const { hour } = parsed.expression.fields;
    const [piece] = hour.pieces;
    assert.ok(piece);
    assert.equal(rangeUpToSunday(hour, piece), undefined);
  });
});

describe('the start of steps that are to start over', () => {
  const cases: readonly [hours: string, start: number | undefined][] = [
    ['14/12', 2],
    ['23/5', 3],
    ['12/12', 0],
    ['14-23/12', 2],
    ['14-22/12', undefined],
    ['3/12', undefined],
    ['14/1', undefined],
    ['14', undefined],
    ['*', undefined],
  ];
  for (const [text, start] of cases) {
    it(`of ${text} is ${start ?? 'none'}`, () => {
      const parsed = parseCron(`0 ${text} * * *`);
      assert.ok(parsed.ok);
      const { hour } = parsed.expression.fields;
      const [piece] = hour.pieces;
      assert.ok(piece);
      assert.equal(startOfSteps(hour, piece), start);
    });
  }
});
