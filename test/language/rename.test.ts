import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renamable, rename } from '../../src/language/rename.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import { FRAGMENTS } from '../config/document/config-fragments.ts';
import { markedCursor, openMarked } from '../marked-text.ts';
import { editedText, textIn } from './text-in.ts';

function opened(marked: string) {
  const { text, position } = markedCursor(marked);
  return { text, position, document: openMarked(text).document };
}

// Each row: a text with a cursor; the new name; the text after that.
const TABLE: [marked: string, newName: string, renamed: string][] = [
  [
    'job { id: "a|" }\ntrigger { triggers: "a" }',
    'b',
    'job { id: "b" }\ntrigger { triggers: "b" }',
  ],
  [
    'job { id: "a" }\ntrigger { triggers: [\'|a\', "c", "a"] }',
    'b c',
    'job { id: "b c" }\ntrigger { triggers: [\'b c\', "c", "b c"] }',
  ],
  ['trigger { triggers: "a|" }', 'b', 'trigger { triggers: "b" }'],
  [
    'job { id: "a" "b|" }\ntrigger { triggers: "ab" }',
    'c',
    'job { id: "c" }\ntrigger { triggers: "c" }',
  ],
  // Written with escapes and in pieces: in the quotes of the first piece, and no comment is lost.
  ["job { id: '\\x61|' 'b' }", 'c', "job { id: 'c' }"],
  ['job { id: "\\141|"\'b\'\n"" noop {} }', 'c', 'job { id: "c" noop {} }'],
  [
    'job {\n  id: "a|"  # one\n    "b"  # two\n    # three\n    "c"\n  noop {}\n}',
    'd',
    'job {\n  id: "d"  # one\n  # two\n    # three\n  noop {}\n}',
  ],
  [
    'trigger { triggers: ["a|" # one\n "b", "c"] }',
    'd',
    'trigger { triggers: ["d" # one\n, "c"] }',
  ],
  ['job { id: "a|" }\njob { id: "a" }', 'b', 'job { id: "b" }\njob { id: "b" }'],
  ['job { id: "a|" }', 'a', 'job { id: "a" }'],
  [
    'acl_sets { name: "s" }\njob { id: "s" acl_sets: "s|" }',
    'it\'s "x"',
    'acl_sets { name: "it\'s \\"x\\"" }\njob { id: "s" acl_sets: "it\'s \\"x\\"" }',
  ],
  [
    'job {\n  id: "a|"\n  noop {\ntrigger {\n  triggers: "a"\n',
    'b',
    'job {\n  id: "b"\n  noop {\ntrigger {\n  triggers: "b"\n',
  ],
];

describe('rename', () => {
  for (const [marked, newName, renamed] of TABLE) {
    it(`${JSON.stringify(marked)} to ${newName}`, () => {
      const { text, position, document } = opened(marked);
      const renaming = rename(document, position, newName);
      assert.ok(renaming.ok);
      assert.equal(editedText(text, renaming.edits), renamed);
    });
  }

  const REFUSED: [marked: string, newName: string, reason: string][] = [
    [
      'job { id: "a|" }',
      'b/c',
      '"/" cannot be part of an id: use letters a-z and A-Z, digits, spaces and `_ - . ( )`.',
    ],
    ['job { id: "a|" }', '', 'An id has at least one character.'],
    [
      'job { id: "a|" }',
      'x'.repeat(101),
      'An id has at most 100 characters, but this one has 101: shorten it.',
    ],
    [
      'job { id: "a|" }\ntrigger { id: "t" }',
      't',
      'There is a job or trigger "t" already: choose another id.',
    ],
    ['acl_sets { name: "a|" }\nacl_sets { name: "b" }', 'b', 'There is an ACL set "b" already.'],
    [
      'job { realm: "a|" }',
      'b',
      'Only ids of jobs and triggers, and names of ACL sets, can be renamed: put the cursor into one.',
    ],
    [
      'job { id: "a|\n  noop {} }\ntrigger { triggers: "a" }',
      'b',
      'Only ids of jobs and triggers, and names of ACL sets, can be renamed: put the cursor into one.',
    ],
    [
      'job { id: "a|\n  noop {} }',
      'b',
      'Only ids of jobs and triggers, and names of ACL sets, can be renamed: put the cursor into one.',
    ],
  ];
  for (const [marked, newName, reason] of REFUSED) {
    it(`refuses to rename ${JSON.stringify(marked)} to ${newName.slice(0, 9)}`, () => {
      const { position, document } = opened(marked);
      assert.deepEqual(rename(document, position, newName), { ok: false, reason });
    });
  }

  const PREPARED: [marked: string, inQuotes: string | undefined, name?: string][] = [
    ['job { id: "a|b" }', 'ab', 'ab'],
    ['job { id: "a" "b|" }', 'a" "b', 'ab'],
    ['trigger { triggers: "a|b" }', 'ab', 'ab'],
    ['job { realm: "a|" }', undefined],
    ['job { id: "|" }', undefined],
    ['job { id: "a|', undefined],
    ['job { id: "a|\n  noop {} }\ntrigger { triggers: "a" }', undefined],
    ['# a|', undefined],
  ];
  for (const [marked, inQuotes, name] of PREPARED) {
    it(`${inQuotes === undefined ? 'does not begin' : 'begins'} at ${JSON.stringify(marked)}`, () => {
      const { text, position, document } = opened(marked);
      const found = renamable(document, position);
      assert.equal(found && textIn(text, found.range), inQuotes);
      assert.equal(found?.name, name);
    });
  }

  it('and rename back is the same text, in which no more is wrong', () => {
    // Names that are free in all of the fragments.
    const newNames = fc.stringMatching(/^[0-9A-Za-z_\-. ()]{5,100}$/);
    const texts = fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 8 });
    let renamed = 0;
    fc.assert(
      fc.property(texts, fc.nat(), newNames, (fragments, at, newName) => {
        const text = fragments.join('');
        const { document } = openMarked(text);
        const position = positionAt(lineStarts(text), at % (text.length + 1));
        const renaming = rename(document, position, newName);
        if (!renaming.ok) return;
        const after = editedText(text, renaming.edits);
        const { document: again } = openMarked(after);
        assert.ok(again.findings().length <= document.findings().length);
        const [first] = renaming.edits;
        const start = first?.range.start ?? position;
        const before = renamable(document, position)?.name ?? '';
        const back = rename(again, start, before);
        // What nobody could name so is left as it is.
        if (!back.ok) return;
        renamed++;
        assert.equal(editedText(after, back.edits), text);
      }),
      { numRuns: 1000 },
    );
    assert.ok(renamed > 20, `${renamed}`);
  });
});
