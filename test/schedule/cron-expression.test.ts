import assert from 'node:assert/strict';
import { type CronExpression, parseCron } from '../../src/schedule/cron-expression.ts';
import { markedText } from '../marked-text.ts';
import { CRON_VECTORS } from './cron-vectors.ts';

function parse(text: string): CronExpression {
  const parsed = parseCron(text);
  return parsed.ok ? parsed.expression : assert.fail(parsed.reason);
}

describe('parseCron accepts what the library accepts (schedule.md 4.3)', () => {
  for (const { expr, valid } of CRON_VECTORS) {
    it(`${JSON.stringify(expr)} is ${valid ? 'valid' : 'invalid'}`, () => {
      assert.equal(parseCron(expr).ok, valid);
    });
  }
});

describe('parseCron', () => {
  it('reads five fields, or the year after them, or the second before them (C4)', () => {
    const values = (text: string) => {
      return Object.values(parse(text).fields).map(({ values, span }) =>
        span ? values.join() : values.length === 1 ? `(${values})` : '(any)',
      );
    };
    assert.deepEqual(values('1 2 3 4 5'), ['(0)', '1', '2', '3', '4', '5', '(any)']);
    assert.deepEqual(values('1 2 3 4 5 2006'), ['(0)', '1', '2', '3', '4', '5', '2006']);
    assert.deepEqual(values('0 1 2 3 4 5 2006'), ['0', '1', '2', '3', '4', '5', '2006']);
    assert.deepEqual(values('0 1 2 3 4 5 2006 7'), ['0', '1', '2', '3', '4', '5', '2006']);
  });

  it('knows where its fields and their pieces are', () => {
    const { text, spans } = markedText('\t[[1]],[[*/5]] [[2]] * * * ');
    const { minute, hour } = parse(text).fields;
    assert.deepEqual(minute.span, { start: 1, end: 6 });
    assert.deepEqual(
      [...minute.pieces, ...hour.pieces].map(({ span }) => span),
      spans,
    );
  });

  it('tells what is beyond the seventh field (C3)', () => {
    const { text, spans } = markedText(' * * * * * * * [[#  junk]] \n');
    assert.deepEqual(parse(text).ignored, spans[0]);
    assert.equal(parse('* * * * * * *').ignored, undefined);
  });

  it('takes a macro as the place of everything in it (C1)', () => {
    const { text, spans } = markedText('5 [[@hourly]] [[@daily x]]');
    const { fields, ignored } = parse(text);
    assert.deepEqual(fields.second.span, { start: 0, end: 1 });
    assert.deepEqual([fields.minute.span, fields.year.span], [spans[0], spans[0]]);
    assert.deepEqual(ignored, { start: spans[0]?.start, end: spans[1]?.end });
  });

  const errors: [marked: string, code: string, reason: RegExp][] = [
    ['[[,]] * * * *', 'field-empty', /commas of the minute field: write `\*`, 0 to 59, /],
    ['* 1,[[24]] * * *', 'field-syntax', /^The hour field cannot be "24": write `\*`, 0 to 23, /],
    ['* * [[l-3]] * *', 'field-syntax', /^The day of month field cannot be "l-3": .*`15W`/],
    ['* * * [[sept]] *', 'field-syntax', /^The month field cannot be "sept": .*`january`/],
    ['* * * * [[5#6]]', 'field-syntax', /^The day of week field cannot be "5#6": .*`fri#3`/],
    ['* * * * * [[mon]]', 'field-syntax', /^The year field .* Six fields start with the minute; /],
    ['[[60]] * * * * * *', 'field-syntax', /^The second field cannot be "60": .*`\*\/15`\.$/],
    ['* * * * [[*/7]]', 'step-invalid', /^A step in the day of week field is 1 to 6, .* "7"\.$/],
    ['* * * * * [[*/60]]', 'step-invalid', /^A step in the year field is 1 to 59, /],
    ['foo,[[*/0]] * * * *', 'step-invalid', /.*/],
    ['[[foo]],* * * * *', 'field-syntax', /.*/],
    ['*,foo 5,[[foo]],* * * *', 'field-syntax', /^The hour/],
    ['* * *,[[foo]] * *', 'field-syntax', /^The day of month/],
    ['* [[foo]] , */0 *', 'field-syntax', /^The hour/],
    ['* * [[*\u00a0*]] * *', 'field-syntax', /.*/],
    ['[[x@daily]]', 'field-syntax', /^The second field cannot be "x0": /],
    [`[[${'x'.repeat(99)}]] * * * *`, 'field-syntax', /cannot be "x{60}"…: /],
  ];
  for (const [marked, code, reason] of errors) {
    it(`says what is wrong with ${marked}`, () => {
      const { text, spans } = markedText(marked);
      const parsed = parseCron(text);
      assert.ok(!parsed.ok);
      assert.equal(parsed.code, `schedule-cron-${code}`);
      assert.match(parsed.reason, reason);
      assert.deepEqual(parsed.span, spans[0]);
    });
  }
});
