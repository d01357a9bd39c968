import assert from 'node:assert/strict';
import { selectionRanges } from '../../src/language/selection-ranges.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { comparePositions, containsRange } from '../../src/text/range.ts';
import { markedCursor, openMarked } from '../marked-text.ts';
import { textIn } from './text-in.ts';

const TABLE: [marked: string, ...ranges: string[]][] = [
  [
    'job { id: "a-b c|d" noop {} }\n',
    ...['cd', 'a-b cd', '"a-b cd"', 'id: "a-b cd"', 'id: "a-b cd" noop {}'],
    ...[
      '{ id: "a-b cd" noop {} }',
      'job { id: "a-b cd" noop {} }',
      'job { id: "a-b cd" noop {} }\n',
    ],
  ],
  [
    'trigger { triggers: ["a", "|b"], }',
    ...['b', '"b"', '"a", "b"', '["a", "b"]', 'triggers: ["a", "b"]', 'triggers: ["a", "b"],'],
    ...['{ triggers: ["a", "b"], }', 'trigger { triggers: ["a", "b"], }'],
  ],
  [
    'job { disabled: tr|ue }',
    'true',
    'disabled: true',
    '{ disabled: true }',
    'job { disabled: true }',
  ],
  [
    'job { dis|abled: true }',
    'disabled',
    'disabled: true',
    '{ disabled: true }',
    'job { disabled: true }',
  ],
  ['# c|\njob {}\n', '# c\njob {}\n'],
  ['|', ''],
  ['job {\n  id: "a|\n', '"a', 'id: "a', '{\n  id: "a', 'job {\n  id: "a', 'job {\n  id: "a\n'],
];

describe('selection ranges', () => {
  for (const [marked, ...expected] of TABLE) {
    it(JSON.stringify(marked), () => {
      const { text, position } = markedCursor(marked);
      const ranges = selectionRanges(openMarked(text).document, position);
      assert.deepEqual(
        ranges.map((range) => textIn(text, range)),
        expected,
      );
    });
  }

  it('grow and hold the cursor, everywhere in every beginning of a text', () => {
    const text = 'job: [{ id: "a" \'b\' }, <x: [1, 2]>] # c\n} trigger { "';
    for (let end = 0; end <= text.length; end++) {
      const { document } = openMarked(text.slice(0, end));
      for (let offset = 0; offset <= end; offset++) {
        const position = positionAt(lineStarts(text), offset);
        let inner = { start: position, end: position };
        const ranges = selectionRanges(document, position);
        for (const [i, range] of ranges.entries()) {
          assert.ok(containsRange(range, inner));
          const isSame =
            comparePositions(range.start, inner.start) === 0 &&
            comparePositions(range.end, inner.end) === 0;
          assert.ok(i === 0 || !isSame);
          inner = range;
        }
      }
    }
  });
});
