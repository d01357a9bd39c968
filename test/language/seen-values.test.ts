import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seenValues } from '../../src/language/seen-values.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { FRAGMENTS } from '../config/document/config-fragments.ts';
import { openMarked } from '../marked-text.ts';

const TABLE: [text: string, field: string, ...values: string[]][] = [
  ['job { realm: "a" }\njob { realm: "b" }\njob { realm: \'b\' }', 'realm', 'b', 'a'],
  ['trigger { gitiles { refs: ["x", "y"] refs: "y" } }', 'refs', 'y', 'x'],
  ['job { realm: "" realm: "\\x61" realm: "open\n }', 'realm', 'a'],
  ['# realm: "a"\njob { id: "i" }', 'realm'],
  ['job { id: "i" }', 'id'],
];

describe('values that a config has', () => {
  for (const [text, field, ...values] of TABLE) {
    it(`${field} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(seenValues(openMarked(text).document, field), values);
    });
  }

  it('are those of the text after any edits', () => {
    const fragment = fc.constantFrom(
      '',
      'job { realm: "r" }\n',
      'job { realm: "s" }\n',
      ...FRAGMENTS,
    );
    const edits = fc.array(fc.record({ at: fc.nat(), length: fc.nat(50), text: fragment }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(edits, (changes) => {
        const { document } = openMarked(FRAGMENTS.join(''));
        for (const { at, length, text } of changes) {
          seenValues(document, 'realm');
          const starts = lineStarts(document.text);
          const from = at % (document.text.length + 1);
          const to = Math.min(from + length, document.text.length);
          document.edit({ start: positionAt(starts, from), end: positionAt(starts, to) }, text);
        }
        const again = openMarked(document.text).document;
        for (const field of ['realm', 'refs', 'server', 'builder']) {
          assert.deepEqual(
            seenValues(document, field).toSorted(),
            seenValues(again, field).toSorted(),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
