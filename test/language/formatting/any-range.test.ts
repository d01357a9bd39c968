// Formatting of any range of any text, by what a user may expect of it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatDocument } from '../../../src/language/formatting/document-formatting.ts';
import { formatOnType, TYPED } from '../../../src/language/formatting/on-type-formatting.ts';
import { formatRange } from '../../../src/language/formatting/range-formatting.ts';
import { lineStarts, offsetAt, positionAt } from '../../../src/text/lines.ts';
import { contentDifference } from '../../../src/textproto/format/same-content.ts';
import { readStyle } from '../../../src/textproto/format/style.ts';
import { openMarked } from '../../marked-text.ts';
import { edited } from './edited.ts';

const line = fc.constantFrom(
  'job {',
  '  job  {',
  'trigger: <',
  '}',
  ' } # c',
  '   >;',
  '\tid :"a"',
  "id:  'b' # it",
  'realm: "c" "d"',
  '   "e"',
  'noop {x:1 y  :2}',
  'l: [1,',
  '2 ,',
  ']',
  '   # d',
  '# e  ',
  '',
  '',
  '  ',
  'a  :1 b:2',
  'a::1',
  'c: <<E',
  'E',
  '# txtpbfmt: off',
  '# txtpbfmt: on',
);
const head = fc.constantFrom(
  '',
  '',
  '# txtpbfmt: skip_all_colons\n',
  '# txtpbfmt: sort_fields_by_field_name\n',
);
const textOf = fc
  .tuple(head, fc.array(line, { maxLength: 14 }), fc.boolean(), fc.constantFrom('\n', '\r\n'))
  .map(([first, lines, end, lineEnd]) =>
    (first + lines.join('\n') + (end ? '\n' : '')).replaceAll('\n', lineEnd),
  );
/** Entries that end where they seem to, some of them wrong. */
const entry = fc.constantFrom(
  'job  {\n\tid :"a"\n\n\n  noop  {x:1}\n}',
  'job {}  job {}',
  'job: <\n # c\n>;  # d',
  'trigger\n{ triggers: [1,\n\n2 # e\n]\n}',
  'job {\n  id  "a"\n}',
  'job { a::1 }',
  'job {\n  realm: "a" \'b\' # f\n "c"\n # g\n}',
  'a  :1 b  :2',
  '   # h',
  '',
  '',
  '  ',
);
const wellFormed = fc
  .tuple(
    fc.array(entry, { maxLength: 8 }),
    fc.constantFrom('', '\n'),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([entries, end, lineEnd]) => (entries.join('\n') + end).replaceAll('\n', lineEnd));

const RUNS = { numRuns: Number(process.env['RUNS'] ?? 500) };

describe('formatting any range', () => {
  it('keeps what the text says, and line ends', () => {
    fc.assert(
      fc.property(textOf, fc.nat(), fc.nat(), (text, a, b) => {
        const { document } = openMarked('');
        const starts = lineStarts(text);
        const at = (n: number) => positionAt(starts, n % (text.length + 1));
        const after = edited(
          text,
          formatRange(document.withText(text), { start: at(a), end: at(b) }),
        );
        assert.equal(
          contentDifference(text, after, readStyle(text.includes('sort') ? '' : text).style),
          undefined,
        );
        if (/^(?:[^\r\n]|\r\n)*$/.test(text) && text.includes('\r\n'))
          assert.match(after, /^(?:[^\r\n]|\r\n)*$/);
      }),
      RUNS,
    );
  });

  it('of all of a text is formatting the text, where nothing is sorted', () => {
    fc.assert(
      fc.property(
        textOf.filter((text) => !text.includes('sort')),
        (text) => {
          const { document } = openMarked('');
          const opened = document.withText(text);
          const range = {
            start: { line: 0, character: 0 },
            end: positionAt(lineStarts(text), text.length),
          };
          assert.deepEqual(formatRange(opened, range), formatDocument(opened));
        },
      ),
      RUNS,
    );
  });

  it('of the lines of an edit makes that edit', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const { document } = openMarked('');
        const opened = document.withText(text);
        for (const edit of formatDocument(opened).edits) {
          const found = formatRange(opened, edit.range).edits;
          assert.ok(
            found.some((other) => JSON.stringify(other) === JSON.stringify(edit)),
            JSON.stringify(edit),
          );
        }
      }),
      RUNS,
    );
  });

  it('leaves what is two fields away', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a  :1', 'b  {\nc  :2\n}', '# d\ne  :3', 'f  "x"', 'g  {x  :1}'), {
          minLength: 5,
          maxLength: 9,
        }),
        fc.nat(),
        (fields, n) => {
          const index = n % fields.length;
          const text = `${fields.join('\n')}\n`;
          const { document } = openMarked('');
          const first =
            fields.slice(0, index).join('\n').split('\n').length - (index === 0 ? 1 : 0);
          const start = { line: index === 0 ? 0 : first, character: 0 };
          const last = start.line + (fields[index] ?? '').split('\n').length - 1;
          const { edits } = formatRange(document.withText(text), {
            start,
            end: { line: last, character: 0 },
          });
          for (const { range } of edits) {
            assert.ok(
              start.line - 1 <= range.start.line && range.end.line <= last,
              JSON.stringify({ text, start, last, range }),
            );
          }
        },
      ),
      RUNS,
    );
  });
});

describe('formatting a document', () => {
  it('edits no words, so that cursors, folds and marks in them stay', () => {
    const anyText = fc.oneof(textOf, wellFormed).filter((text) => !text.includes('sort'));
    fc.assert(
      fc.property(anyText, (text) => {
        const { document } = openMarked('');
        const starts = lineStarts(text);
        for (const { range, newText } of formatDocument(document.withText(text)).edits) {
          const old = text.slice(
            offsetAt(text, starts, range.start),
            offsetAt(text, starts, range.end),
          );
          assert.match(old, /^[\s,;:<>{}'"]*$/);
          assert.match(newText, /^[\s,:<>{}"\\]*$/);
          assert.ok(
            old !== newText && (old[0] ?? '1') !== (newText[0] ?? '2'),
            'is as short as can be',
          );
        }
      }),
      RUNS,
    );
  });
});

describe('formatting while somebody types', () => {
  it('changes nothing but what lines begin with', () => {
    fc.assert(
      fc.property(textOf, fc.nat(), fc.constantFrom(...TYPED), (text, n, typed) => {
        const { document } = openMarked('');
        const starts = lineStarts(text);
        const position = positionAt(starts, n % (text.length + 1));
        const answer = formatOnType(document.withText(text), position, typed);
        for (const { range, newText } of answer.edits) {
          assert.match(newText, /^ *$/);
          assert.equal(range.start.character, 0);
          assert.match(
            text.slice(offsetAt(text, starts, range.start), offsetAt(text, starts, range.end)),
            /^[ \t]*$/,
          );
        }
        const after = edited(text, answer);
        assert.equal(contentDifference(text, after, readStyle('').style), undefined);
      }),
      RUNS,
    );
  });
});
