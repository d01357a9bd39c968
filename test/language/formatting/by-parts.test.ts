// A document is formatted part by part; what comes of it is what comes of the whole text at once.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDocument } from '../../../src/language/formatting/document-formatting.ts';
import { rangeEdits, remarksOn, told } from '../../../src/language/formatting/format-answer.ts';
import { lineStarts, positionAt } from '../../../src/text/lines.ts';
import { formatEdits } from '../../../src/textproto/format/format.ts';
import { formatPart } from '../../../src/textproto/format/format-part.ts';
import { openMarked } from '../../marked-text.ts';

/** All of it at once. */
function atOnce(text: string) {
  const formatted = formatEdits(text);
  return {
    edits: rangeEdits(text, formatted.edits, 0),
    remarks: told(remarksOn(text, formatted, 0)),
  };
}

const piece = fc.constantFrom(
  'job { id: "a" }\n',
  'job  {\n   id :"a"\n\n\n}\n',
  'job: <\n id:"a" # b\n>  # c\n',
  'job {\n  id  "a"\n}\n',
  'job {\n  id: "a"\n',
  'job { id: "a";; }\n',
  'job { id: "\\q" }\n',
  'job { acl_sets: [1, 2 }\n',
  'job { x: <<E\n1\nE\n}\n',
  'job { id: "a }\n',
  'job {}; \n',
  'job  {},\n',
  'job\n{}\n',
  'job:\n',
  'job { a: 1 } }\n',
  'trigger [\n{}\n]\n',
  'trigger [{\n}] ; \n',
  'trigger  {} job::1\n',
  'a: 1\n',
  'a:"x" # c\n',
  'a::1;\n',
  '"b"\n',
  ';\n',
  ', # d\n',
  '\n',
  ' \t\n\n',
  '# e\n',
  '   # f\n \n',
  '/* g\n',
  'h */\n',
  '# txtpbfmt: off\n',
  '# txtpbfmt: on\n',
  '\ufeff',
  '  ',
  '\r',
);

const textOf = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([pieces, lineEnd]) => pieces.join('').replaceAll('\n', lineEnd));

describe('formatting a document part by part', () => {
  it('comes to the same as all of it at once', () => {
    fc.assert(
      fc.property(textOf, (text) => {
        assert.deepEqual(formatDocument(openMarked(text).document), atOnce(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('does so after edits, too', () => {
    fc.assert(
      fc.property(textOf, fc.array(fc.tuple(fc.nat(), piece), { maxLength: 4 }), (text, edits) => {
        const { document } = openMarked(text);
        formatDocument(document);
        for (const [n, added] of edits) {
          const before = document.text;
          const at = positionAt(lineStarts(before), n % (before.length + 1));
          document.edit({ start: at, end: at }, added);
          assert.deepEqual(formatDocument(document), atOnce(document.text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('looks at broken entries by themselves, too', () => {
    for (const part of ['job {\n id  "a"\n}\n\n\n# c\n', 'job { a::1 }\n', 'job { a: [1, 2 }\n']) {
      assert.equal(formatPart(part, '\n')?.left.length, 1, part);
    }
  });

  it('does not guess where one ends', () => {
    const open = [
      'job {\n',
      'job: \n',
      'job { a: "x }\n',
      '# txtpbfmt: off\n',
      'a  1\n',
      'job {} }\n',
    ];
    for (const part of open) assert.equal(formatPart(part, '\n'), undefined, part);
  });
});
