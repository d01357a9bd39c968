import assert from 'node:assert/strict';
import { type CronField, parseCronField } from '../../src/schedule/cron-field.ts';
import { CRON_FIELD_TYPES, type CronFieldName } from '../../src/schedule/cron-field-type.ts';

function parse(name: CronFieldName, text: string): CronField {
  const parsed = parseCronField(CRON_FIELD_TYPES[name], text, (start, end) => ({ start, end }));
  return parsed.ok ? parsed.field : assert.fail(parsed.reason);
}

describe('parseCronField', () => {
  const values: [name: CronFieldName, text: string, values: string][] = [
    ['minute', '5,7-9,,50/4', '5 7 8 9 50 54 58'],
    ['minute', '05,5,0/30', '0 5 30'],
    ['minute', '10-20/5', '10 15 20'],
    ['hour', '*/7', '0 7 14 21'],
    ['hour', '22-2', ''],
    ['dayOfMonth', '31,*/10', '1 11 21 31'],
    ['dayOfMonth', 'L,15W,7', '7'],
    ['month', 'JAN,March,sep-NOVEMBER', '1 3 9 10 11'],
    ['month', 'apr\u0130l', '4'],
    ['month', '01', '0'],
    ['month', '02-2,12', '0 1 2 12'],
    ['month', '01,*', '1 2 3 4 5 6 7 8 9 10 11 12'],
    ['dayOfWeek', '7', '0'],
    ['dayOfWeek', '05', '0'],
    ['dayOfWeek', '7/2', '0 2 4 6'],
    ['dayOfWeek', '5/2', '5'],
    ['dayOfWeek', '5-7', ''],
    ['dayOfWeek', 'mon-Friday', '1 2 3 4 5'],
    ['dayOfWeek', '0-6', '0 1 2 3 4 5 6'],
    ['year', '2016/59', '2016 2075'],
    ['year', '2030-2032,1970', '1970 2030 2031 2032'],
    ['year', '1970/2000', '1970'],
  ];
  for (const [name, text, expected] of values) {
    it(`${name} ${text} selects ${expected || 'nothing'}`, () => {
      assert.equal(parse(name, text).values.join(' '), expected);
    });
  }

  const pieces: [name: CronFieldName, text: string, ...kinds: string[]][] = [
    ['second', '*', 'wildcard'],
    ['second', '5,?', 'value', 'wildcard'],
    ['second', '5-9,5/2,*/2,5-9/2', 'range', 'range', 'range', 'range'],
    ['second', '*,foo,5', 'wildcard', 'unknown', 'value'],
    ['dayOfMonth', 'l,LW,05w', 'last-day', 'last-workday', 'nearest-workday 5'],
    ['dayOfWeek', '5L,FRIl,7L', 'last-weekday 5', 'last-weekday 5', 'last-weekday 0'],
    ['dayOfWeek', 'fri#3,05#1', 'nth-weekday 5 3', 'nth-weekday 0 1'],
  ];
  for (const [name, text, ...kinds] of pieces) {
    it(`${name} ${text} is ${kinds.join(', ')}`, () => {
      const field = parse(name, text);
      const shown = field.pieces.map((piece) =>
        piece.kind === 'special-day' ? Object.values(piece.day).join(' ') : piece.kind,
      );
      assert.deepEqual(shown, kinds);
      assert.equal(field.pieces.map((piece) => piece.text).join(), text);
      assert.equal(field.restricted, !kinds.includes('wildcard'));
    });
  }

  it('keeps a special day once', () => {
    const days = [{ kind: 'last-weekday', weekday: 5 }];
    assert.deepEqual(parse('dayOfWeek', '5L,FRIl,fridayL').specialDays, days);
  });
});
