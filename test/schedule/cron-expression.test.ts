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
    ['[[,]] * * * *', 'field-empty', /The minute field has only commas: write `\*`, 0 to 59, /],
    [
      '* 1,[[24]] * * *',
      'field-syntax',
      /^"24" is not allowed in the hour field: write `\*`, 0 to 23, /,
    ],
    ['* * [[l-3]] * *', 'field-syntax', /^"l-3" is not allowed in the day of month field: .*`15W`/],
    ['* * * [[sept]] *', 'field-syntax', /^"sept" is not allowed in the month field: .*`january`/],
    [
      '* * * * [[5#6]]',
      'field-syntax',
      /^"5#6" is not allowed in the day of week field: .*`fri#3`/,
    ],
    [
      '* * * * * [[mon]]',
      'field-syntax',
      /^"mon" is not allowed in the year field: .* With six fields the first is the minute; /,
    ],
    [
      '[[60]] * * * * * *',
      'field-syntax',
      /^"60" is not allowed in the second field: .*`\*\/15`\.$/,
    ],
    [
      '* * * * [[*/7]]',
      'step-invalid',
      /^A step in the day of week field must be 1 to 6, not "7"\.$/,
    ],
    ['* * * * * [[*/60]]', 'step-invalid', /^A step in the year field must be 1 to 59, /],
    ['foo,[[*/0]] * * * *', 'step-invalid', /.*/],
    ['[[foo]],* * * * *', 'field-syntax', /.*/],
    ['*,foo 5,[[foo]],* * * *', 'field-syntax', /^"foo" is not allowed in the hour/],
    ['* * *,[[foo]] * *', 'field-syntax', /^"foo" is not allowed in the day of month/],
    ['* [[foo]] , */0 *', 'field-syntax', /^"foo" is not allowed in the hour/],
    ['* * [[*\u00a0*]] * *', 'field-syntax', /.*/],
    ['[[x@daily]]', 'field-syntax', /^"x0" is not allowed in the second field: /],
    [`[[${'x'.repeat(99)}]] * * * *`, 'field-syntax', /^"x{60}"… is not allowed /],
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
