import assert from 'node:assert/strict';
import { entriesOf } from '../../../src/config/message/entries.ts';
import { readPart } from '../../../src/config/message/read-part.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { Source } from '../../../src/text/source.ts';
import { MAX_TEXT_ERRORS } from '../../../src/textproto/tree.ts';
import { markedText } from '../../marked-text.ts';

function entriesIn(text: string) {
  return entriesOf(readPart(new Source(text), PROJECT_CONFIG));
}

describe('the entries of a part', () => {
  // Each row: a text with its entries marked, and of each its kind and the codes of the errors that touch it.
  const table: readonly (readonly [
    marked: string,
    ...entries: (readonly [kind: string, ...codes: string[]])[],
  ])[] = [
    ['acl_sets {}'],
    ['[[job {}]] [[trigger {}]] acl_sets {} [[job {}]],', ['job'], ['trigger'], ['job']],
    ['job: [ [[{}]], [[< id: "b" >]] ]', ['job'], ['job']],
    ['job: [] trigger: []'],
    // An error belongs to what it stands in, and to nothing beside it.
    ['[[job { id: @ }]][[job {}]]', ['job', 'unexpected-byte'], ['job']],
    ['[[job {}]] x: 1 [[job {}]]', ['job'], ['job']],
    ['[[job {}]]x: 1', ['job']],
    ['x: 1 [[job {}]]', ['job']],
    [
      '[[job { x: 1 y: @ }]] [[job { id: "a" }]] [[job { id: 1 }]]',
      ['job', 'unknown-field', 'unknown-field', 'unexpected-byte'],
      ['job'],
      ['job', 'bad-string'],
    ],
  ];
  for (const [marked, ...expected] of table) {
    it(JSON.stringify(marked), () => {
      const { text, spans } = markedText(marked);
      const entries = entriesIn(text);
      assert.deepEqual(
        entries.map(({ kind, errors }) => [kind, ...(errors ?? []).map(({ code }) => code)]),
        expected.map(([kind, ...codes]) => [kind, ...codes.map((code) => `textproto-${code}`)]),
      );
      assert.deepEqual(
        entries.map(({ span: { start, end } }) => ({ start, end })),
        spans,
      );
      assert.deepEqual(
        entries.map(({ readable }) => readable),
        expected.map(([, ...codes]) => codes.length === 0),
      );
    });
  }

  it('are all touched by an error that goes from one to another', () => {
    // The brace is missing in the first; the service notices it in the second.
    const text = 'job {\n  id: "a"\n  noop {\n}\n\njob {\n  id: "b"\n  noop {}\n}\n';
    const [error] = readPart(new Source(text), PROJECT_CONFIG).textErrors;
    assert.ok(error && error.raisedAt >= text.indexOf('job', 1));
    assert.deepEqual(
      entriesIn(text).map(({ errors }) => errors),
      [[error], [error]],
    );
  });

  it('may all have errors that were not told, if there are too many', () => {
    for (const [count, told] of [
      [MAX_TEXT_ERRORS - 1, true],
      [MAX_TEXT_ERRORS, false],
    ] as const) {
      const entries = entriesIn(`job {}\n${'x: 1\n'.repeat(count)}job {}\n`);
      assert.deepEqual(
        entries.map(({ readable, errors }) => ({ readable, errors })),
        Array(2).fill({ readable: told, errors: told ? [] : undefined }),
      );
    }
  });
});
