import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addPiece, logLines, MAX_SHOWN } from '../../../client/panel/log-text.ts';

describe('log lines', () => {
  const TABLE: [text: string, lines: [time: string, text: string][]][] = [
    ['', []],
    ['[01:02:03.004] hello\n', [['01:02:03.004', 'hello']]],
    [
      '[01:02:03.004] a\n  b\n\n',
      [
        ['01:02:03.004', 'a'],
        ['', '  b'],
        ['', ''],
      ],
    ],
    ['---- cut ----\n', [['', '---- cut ----']]],
    ['[1:02:03.004] x\n', [['', '[1:02:03.004] x']]],
    ['no line feed', [['', 'no line feed']]],
    ['[01:02:03.004] [01:02:03.005] x\n', [['01:02:03.004', '[01:02:03.005] x']]],
    ['[01:02:03.004] <b>&amp;\u202e</b>\n', [['01:02:03.004', '<b>&amp;\u202e</b>']]],
  ];
  for (const [text, lines] of TABLE) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(
        logLines(text).map((line) => [line.time, line.text]),
        lines,
      );
    });
  }
});

describe('a log in pieces', () => {
  const TABLE: [log: string, start: number, text: string, result: string | undefined][] = [
    ['', 0, 'a\n', 'a\n'],
    ['a\n', 2, 'b\n', 'a\nb\n'],
    ['a\n', 0, 'x\n', 'x\n'],
    ['a\nb\n', 2, 'c\n', 'a\nc\n'],
    ['a\n', 3, 'b\n', undefined],
  ];
  for (const [log, start, text, result] of TABLE) {
    it(`${JSON.stringify(text)} at ${start} of ${JSON.stringify(log)}`, () => {
      assert.equal(addPiece(log, start, text), result);
    });
  }

  it('is the whole, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (pieces) => {
        const log = pieces.reduce(
          (sofar, piece) => addPiece(sofar, sofar.length, piece) ?? assert.fail(),
          '',
        );
        assert.equal(log, pieces.join(''));
      }),
    );
  });
});

describe('a heap of combining marks', () => {
  const cases: readonly [what: string, marks: string, shown: string][] = [
    ['none', '', ''],
    ['as many as a script needs', '\u0301'.repeat(32), '\u0301'.repeat(32)],
    ['one more', '\u0301'.repeat(33), `${'\u0301'.repeat(32)}…`],
    ['a flood', '\u0301\u20dd'.repeat(33_000), `${'\u0301\u20dd'.repeat(16)}…`],
    ['pairs of surrogates', '\u{1d165}'.repeat(40), `${'\u{1d165}'.repeat(32)}…`],
    ['joiners between them', '\u0301\u200d'.repeat(40), `${'\u0301\u200d'.repeat(16)}…`],
  ];
  for (const [what, marks, shown] of cases) {
    it(`is cut where it is shown: ${what}`, () => {
      assert.deepEqual(logLines(`[12:00:00.000] a${marks}b\nc${marks}d\n`), [
        { time: '12:00:00.000', text: `a${shown}b`, more: 0 },
        { time: '', text: `c${shown}d`, more: 0 },
      ]);
    });
  }
});

describe('a long line', () => {
  const x = 'x'.repeat(MAX_SHOWN - 1);
  const TABLE: readonly (readonly [what: string, line: string, text: string, more: number])[] = [
    ['exactly as long as can be shown', `${x}y`, `${x}y`, 0],
    ['one more', `${x}yz`, `${x}y`, 1],
    ['a megabyte', 'x'.repeat(1_000_000), 'x'.repeat(MAX_SHOWN), 1_000_000 - MAX_SHOWN],
    ['a pair of surrogates at the limit', `${x}\u{1f600}y`, x, 2],
    ['pairs of surrogates after it', `${x}y\u{1f600}\u{1f600}`, `${x}y`, 2],
    ['marks, which are cut before', `a${'\u0301'.repeat(66_000)}`, `a${'\u0301'.repeat(32)}…`, 0],
  ];
  for (const [what, line, text, more] of TABLE) {
    it(`is cut where it is shown, and the next one is whole: ${what}`, () => {
      assert.deepEqual(logLines(`[12:00:00.000] ${line}\nnext\n`), [
        { time: '12:00:00.000', text, more },
        { time: '', text: 'next', more: 0 },
      ]);
      assert.deepEqual(logLines(line), [{ time: '', text, more }]);
    });
  }
});
