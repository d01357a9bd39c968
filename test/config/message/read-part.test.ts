// Of all that is wrong in a text, the first is where the service stops, whatever the author may have meant.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bindMessage } from '../../../src/config/message/bind.ts';
import { readPart } from '../../../src/config/message/read-part.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import type { Span } from '../../../src/text/span.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';
import type { TextError } from '../../../src/textproto/tree.ts';
import { markedText } from '../../marked-text.ts';

function errorsIn(text: string): readonly TextError[] {
  return readPart(new Source(text), PROJECT_CONFIG).textErrors;
}

const shown = (text: string, span?: Span) => text.slice(span?.start, span?.end);

const verdictOf = ({ code, verdict }: TextError) => verdict ?? code;

/** Where the service stops and why, from the text as it stands: no indentation, no mends. */
function literalVerdict(text: string): { code: string; raisedAt: number } | undefined {
  const source = new Source(text);
  const parse = parseTextproto(source);
  const { fields, errors } = parse.imbalance?.literal ?? parse;
  const bound: TextError[] = [];
  bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, bound);
  const all = [...bound, ...errors];
  const raisedAt = Math.min(...all.map((error) => error.raisedAt));
  const first = all.filter((error) => error.raisedAt === raisedAt);
  // A separator is missed before the item after it is looked at.
  const error =
    first.find((one) => verdictOf(one) === 'textproto-list-separator' && one.start === raisedAt) ??
    first[0];
  return error && { code: verdictOf(error), raisedAt };
}

describe('the errors of a part', () => {
  // Each row: a text with the ranges of its errors; of each its code, offset behind its start where the service stops,
  // and what the service makes of it if that is not the code.
  type Row = readonly [code: string, behind: number, verdict?: string];
  const table: readonly (readonly [marked: string, ...rows: Row[]])[] = [
    [
      'job { id: "a" [[x]]: [1 [[2]]] }',
      ['unknown-field', 0],
      ['missing-comma', 0, 'list-separator'],
    ],
    // A list ends where no separator is, and the item there is of the wrong kind too.
    ['job { acls: [{} [["a"]]] }', ['missing-comma', 0, 'list-separator'], ['expected-message', 0]],
    ['job {\n  id [[=]] "a"\n  noop {}\n}\n', ['unexpected-byte', 0]],
    [
      'job {\n  id: "a"\n  noop [[{]]\n  schedule: "x"\n}\njob { id: "b" noop {} }\n',
      ['missing-brace', 4, 'unknown-field'],
    ],
    // Where a value is wrong by itself, the service gets there before it gets to the brace.
    [
      'job {\n  disabled: [[maybe]]\n  noop [[{]]\n  schedule: "x"\n}\njob { id: "b" noop {} }\n',
      ['bad-bool', 0],
      ['missing-brace', 4, 'unknown-field'],
    ],
    // What comes before the service stops is none of its business.
    [
      'job {\n  id: "a"\n  noop [[{]]\n  disabled: true\n  url_fetch { timeout_sec: [[x]] }\n}\n',
      ['missing-brace', 4, 'unknown-field'],
      ['bad-int', 0],
    ],
    ['job {\n  id: "a"\n  noop {}\n}\n[[}]]\n', ['surplus-brace', 0, 'unknown-field']],
    ['[[//]] hello there\njob { id: "a" noop {} }\n', ['unknown-field', 0]],
    ['job { id: [[“a”]] noop {} }', ['unexpected-byte', 0]],
    ['job { acl_sets: [ [[a b]] ] }', ['bad-string', 0]],
    [
      '[[<<<<<<< HEAD]]\njob { id: "a" }\n=======\njob { id: "b" }\n>>>>>>> x\n',
      ['conflict-marker', 0, 'unknown-field'],
    ],
    [
      'job { id: "a" [[bogus]]: 1 }\n[[<<<<<<< HEAD]]\njob { id: "a" }\n=======\njob {}\n>>>>>>> x\n',
      ['unknown-field', 0],
      ['conflict-marker', 0],
    ],
    [
      '[[<<<<<<< HEAD]]\njob { id: "a" }\n=======\n>>>>>>> x\njob { [[bogus]]: 1 }\n[[>>>>>>> y]]\n',
      ['conflict-marker', 0, 'unknown-field'],
      ['unknown-field', 0],
      ['conflict-marker', 0],
    ],
    [
      '[[<<<<<<< HEAD]]\njob { [[:]] "a" }\n=======\njob {}\n>>>>>>> x\n',
      ['conflict-marker', 0, 'unknown-field'],
      ['unknown-field', 0],
    ],
    ['job { id: [[[] "a" }', ['surplus-brace', 0, 'bad-string']],
    // Two mends leave no fewer errors than one.
    ['job { id [["a"]] noop {} } [[bogus]]: 1', ['missing-colon', 0], ['unknown-field', 0]],
    ['job { id: [[[] noop [[}]]', ['bad-string', 0], ['list-separator', 0]],
    [
      'job { id [[//]] x\n [["a"]] noop {} }\n[[bogus]]: 1',
      ['missing-colon', 0],
      ['missing-colon', 0],
      ['unknown-field', 0],
    ],
    [
      'job {\n  disabled: [[“yes”]]\n  [[bogus]]: 1\n  schedule: [[maybe]]\n}\n',
      ['unexpected-byte', 0],
      ['unknown-field', 0],
      ['bad-string', 0],
    ],
    // Of two readings, the one that keeps the place where the service stops.
    [
      'job {\n  id: "a"\n  [[1]]\n  disabled: [[maybe]]\n}\n',
      ['unknown-field', 0],
      ['bad-bool', 0],
    ],
  ];
  for (const [marked, ...rows] of table) {
    it(JSON.stringify(marked), () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(
        errorsIn(text).map((error) => [
          error.code,
          shown(text, error),
          error.raisedAt - error.start,
          verdictOf(error),
        ]),
        rows.map(([code, behind, verdict = code], i) => [
          `textproto-${code}`,
          shown(text, spans[i] ?? spans.at(-1)),
          behind,
          `textproto-${verdict}`,
        ]),
      );
    });
  }

  // Of errors that lie in each other: each row a text; of each error its code, the piece it is at, and the offset at which
  // the service stops.
  type Nested = readonly [code: string, piece: string, raisedAt: number];
  const nested: readonly (readonly [text: string, ...rows: Nested[]])[] = [
    // The quote makes the line end within a string, which is part of the same mistake.
    ['” { id:\n"a" noop {} }', ['unexpected-byte', '”', 0], ['unmatched-quote', '” { id:', 0]],
    [
      'job “a” id: noop {} [}',
      ['unexpected-byte', '“', 4],
      ['expected-message', '“a”', 4],
      ['unknown-field', 'id', 8],
      ['bad-string', 'noop {} [}', 12],
    ],
    // A value and a name at one place: what kind of value is the verdict.
    [
      'job a {\n  noop {}\n}\njob b { noop {} }',
      ['expected-message', 'a', 4],
      ['unknown-field', 'a', 4],
      ['unknown-field', 'b', 24],
    ],
    ['job { disabled x: true }', ['missing-colon', 'x', 15], ['unknown-field', 'x', 15]],
    [
      'job {\n  1\n  [disabled: true]\n}\n',
      ['unknown-field', '1', 8],
      ['extension', '[disabled: true]', 27],
    ],
    [
      '<<<<<<<<\njob { : "a" }\n=======\njob {}\n>>>>>>> x\n',
      ['unknown-field', '<', 0],
      ['extension', '<<<<<<<<', 1],
      ['unknown-field', ':', 15],
      ['conflict-marker', '=======', 23],
      ['surplus-brace', '>>>>>>> x', 38],
    ],
    // The service stops at the colon of a line that was meant as a comment, or belongs elsewhere.
    [
      'job\n  disabled_: 1 : true\n  url_fetch { timeout_sec: 5 }\n}\n',
      ['missing-brace', 'disabled_: 1 : true', 6],
      ['missing-brace', '', 28],
    ],
    [
      '{ }: true\n url_fetch { timeout_sec 5 }\n<}\n',
      ['unknown-field', '{', 0],
      ['extension', '{ }: true', 2],
      ['unknown-field', '<', 39],
    ],
    // A reading with fewer errors that loses the place where the service stops is no reading of this text.
    [
      'job<{ id: "a" noop=======\n{} }',
      ['unknown-field', '{', 4],
      ['unexpected-byte', '=======', 18],
      ['missing-brace', '<', 29],
    ],
    // A mistake that begins before the service stops is told in its place behind that all the same.
    ['job { //x:{ "a" noop {} }', ['unknown-field', '//', 6], ['missing-brace', '{', 6]],
  ];
  for (const [text, ...rows] of nested) {
    it(JSON.stringify(text), () => {
      const errors = errorsIn(text);
      assert.deepEqual(
        errors.map((error) => [error.code, shown(text, error), error.raisedAt]),
        rows.map(([code, piece, raisedAt]) => [`textproto-${code}`, piece, raisedAt]),
      );
    });
  }

  for (const [text, ...messages] of [
    ['job { id: ‘a’ noop {} }', /^Curly quotes are no quotes here/],
    ['job {\n  1\n  [disabled: true]\n}\n', /^`Job` has no field `1`/, /^A name in brackets is an/],
    ['job { id // x\n "a" noop {} }', /^A comment starts with `#`, not with/, /^`:` is missing/],
    ['job { id: "a } job { id: "b" }', /^There is a quote too many in this string/],
    // Another reading of the last line has fewer errors, and is not about the place where the service stops.
    [
      'job<{ id: "a" noop=======\n{} }',
      /^There is no field name before this `{`/,
      /^`=` is not allowed here/,
      /^This `<` is never closed/,
    ],
  ] as const) {
    it(`say in words what is wrong with ${JSON.stringify(text)}`, () => {
      const errors = errorsIn(text);
      assert.equal(errors.length, messages.length);
      for (const [i, { message }] of errors.entries()) assert.match(message, messages[i] ?? /^$/);
    });
  }

  for (const [what, text, end, code] of [
    ['little-endian', 'j\0o\0b\0 \0{\0', 2, 'unknown-field'],
    ['big-endian', '\0j\0o\0b\0 \0{', 2, 'unexpected-byte'],
    ['cut off after its mark', '\udcff\udcfe', 2, 'unexpected-byte'],
  ] as const) {
    it(`of UTF-16, ${what}: nothing but that`, () => {
      const [error, ...others] = errorsIn(text);
      assert.deepEqual(others, []);
      assert.ok(error);
      assert.equal(error.message, 'This file looks like UTF-16: save it as UTF-8.');
      assert.deepEqual([error.start, error.end, error.raisedAt], [0, end, 0]);
      assert.equal(verdictOf(error), `textproto-${code}`);
    });
  }

  it('are each explained, as long as there is time to read the text again', () => {
    const wrong = 'job { id: “a” noop {} }\n';
    const explained = 'Curly quotes are no quotes here (`“` `”`): write straight ones, `"`.';
    const messages = (text: string) => errorsIn(text).map(({ message }) => message);
    assert.deepEqual(messages(wrong.repeat(10)), Array(10).fill(explained));
    // It is read 398,000 characters at most: 400,000 but for a look around the error.
    for (const [length, isExplained] of [
      [398_000, true],
      [398_001, false],
      [400_001, false],
    ] as const) {
      const text = `${wrong}#${'x'.repeat(length - wrong.length - 1)}`;
      assert.equal(text.length, length);
      assert.equal(messages(text)[0] === explained, isExplained, `${length}`);
    }
  });

  it('begin with the verdict on the text as it stands, and go on in its order', () => {
    const whole =
      'job {\n  id: "a"\n  schedule: "* * * * *"\n  acl_sets: ["x", "y"]\n  acls: [{}, {}]\n' +
      '  noop {\n    sleep_ms: 5\n  }\n}\ntrigger {\n  id: "t"\n  triggers: "a"\n' +
      '  gitiles { repo: "https://h/r" refs: "x" }\n}\n';
    const tokens = whole.match(/[\w.]+|"[^"]*"|\s+|./g) ?? [];
    const token = fc.nat(tokens.length - 1);
    const extra = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '=',
      '//x',
      'id',
      '<',
      '“',
      '@',
    );
    const change = fc.tuple(token, fc.option(extra, { nil: '' }), fc.boolean());
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = [...tokens];
        for (const [at, by, keep] of changes) changed[at] = (keep ? changed[at] : '') + by;
        const text = changed.join('');
        const errors = errorsIn(text);
        const [first] = errors;
        assert.deepEqual(
          first && { code: verdictOf(first), raisedAt: first.raisedAt },
          literalVerdict(text),
        );
        const raised = errors.map((error) => error.raisedAt);
        assert.deepEqual(
          raised,
          raised.toSorted((a, b) => a - b),
        );
        for (const { start, end } of errors) {
          assert.ok(0 <= start && start <= end && end <= text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
