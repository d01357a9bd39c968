import assert from 'node:assert/strict';
import { formatDocument } from '../../../src/language/formatting/document-formatting.ts';
import { isGeneratedText } from '../../../src/language/formatting/generated.ts';
import { formatOnType } from '../../../src/language/formatting/on-type-formatting.ts';
import { formatRange } from '../../../src/language/formatting/range-formatting.ts';
import { markedCursor, openMarked } from '../../marked-text.ts';
import { edited } from './edited.ts';

describe('formatting a document', () => {
  it('edits what is between tokens, and nothing else', () => {
    const { document, text, ranges } = openMarked(
      '# c\njob {\n[[\t]]id[[ ]]:[[   ]]"a"[[;]]\n  noop {}\n}\ntrigger [[<]]\n  gitiles {}\n[[>]]\n',
    );
    const answer = formatDocument(document);
    assert.equal(
      edited(text, answer),
      '# c\njob {\n  id: "a"\n  noop {}\n}\ntrigger {\n  gitiles {}\n}\n',
    );
    assert.deepEqual(
      answer.edits.map(({ range }) => [range.start.line, range.end.line]),
      [
        [2, 2],
        [2, 2],
        [2, 2],
        [2, 2],
        [5, 5],
        [7, 7],
      ],
    );
    assert.deepEqual(answer.edits[0]?.range, ranges[0]);
    assert.deepEqual(answer.remarks, []);
  });

  it('leaves what is broken, and says where and why', () => {
    const { document, text } = openMarked('job {\n id : "a"\n}\njob {\n id  "b"\n}\n');
    const answer = formatDocument(document);
    assert.equal(edited(text, answer), 'job {\n  id: "a"\n}\njob {\n id  "b"\n}\n');
    assert.deepEqual(answer.remarks, [
      'Line 5 is left as it is: There is no colon between `id` and its value.',
    ]);
  });

  it('tells the first of very many places', () => {
    const { document } = openMarked('a 1\n'.repeat(50));
    const { remarks } = formatDocument(document);
    assert.deepEqual([remarks.length, remarks.at(-1)], [11, 'The same goes for 40 other places.']);
  });

  it('says what directives do not exist', () => {
    const { document } = openMarked('# txtpbfmt: expandall\n');
    assert.deepEqual(formatDocument(document).remarks, [
      'Line 1: There is no directive `expandall` of txtpbfmt: it has no effect.',
    ]);
  });
});

// Each row: a text with what is selected in marks, and what comes of it.
const RANGES: readonly (readonly [what: string, marked: string, after: string])[] = [
  [
    'one field of a block',
    'job  {\n   id :"a"\n   schedule[[]] :"b"\n   realm :"c"\n}\n',
    'job  {\n   id :"a"\n  schedule: "b"\n   realm :"c"\n}\n',
  ],
  [
    'a part of two fields',
    'job  {\n   id [[:"a"\n   sched]]ule :"b"\n   realm :"c"\n}\n',
    'job  {\n  id: "a"\n  schedule: "b"\n   realm :"c"\n}\n',
  ],
  [
    'a block, from its brace on',
    'job  {\n   noop[[ {\n   }\n]] id :"a"\n}\n',
    'job  {\n  noop {\n  }\n  id: "a"\n}\n',
  ],
  [
    'the beginning of an entry',
    'job[[  {]]\n   id :"a"\n}\njob  {}\n',
    'job {\n  id: "a"\n}\njob  {}\n',
  ],
  ['a whole file', '[[job  {}\n\n\ntrigger  {}\n]]', 'job {}\n\ntrigger {}\n'],
  ['the last entry', 'job  {}\njob  {[[]]}', 'job  {}\njob {}\n'],
  ['comments alone', 'job  {}\n\n\n   # c[[]]\n\n\njob  {}\n', 'job  {}\n\n# c\n\njob  {}\n'],
  ['in a block that is broken', 'job  {\n   id [[]]"a"\n}\n', 'job  {\n   id "a"\n}\n'],
  [
    'beside an entry that is broken',
    'job  {\n   id "a"\n}\njob[[]]  {}\n',
    'job  {\n   id "a"\n}\njob {}\n',
  ],
  [
    'comments below the last field',
    'job  {}\njob  {[[}\n\n\n   # c\n]]   # d\n',
    'job  {}\njob {}\n\n# c\n# d\n',
  ],
  [
    'the last line of a file with line ends of Windows',
    'job  {}\r\njob[[]] {} job {}',
    'job  {}\r\njob {}\r\njob {}\r\n',
  ],
  [
    'by directives of the file',
    '# txtpbfmt: skip_all_colons, sort_fields_by_field_name\njob: {}\njob: [[]]{ b: 1 a: 1 }\n',
    '# txtpbfmt: skip_all_colons, sort_fields_by_field_name\njob: {}\njob { b: 1 a: 1 }\n',
  ],
];

describe('formatting a range', () => {
  for (const [what, marked, after] of RANGES) {
    it(what, () => {
      const { document, text, ranges } = openMarked(marked);
      const [range] = ranges;
      assert.ok(range);
      assert.equal(edited(text, formatRange(document, range)), after);
      // Some clients send the end of a backwards selection first.
      const backwards = { start: range.end, end: range.start };
      assert.equal(edited(text, formatRange(document, backwards)), after);
    });
  }
});

// Each row: what was typed, a text with the cursor behind it, and what comes of it.
const TYPED: readonly (readonly [what: string, typed: string, marked: string, after: string])[] = [
  [
    'a brace indents its block',
    '}',
    'job {\nid: "a"\n    noop {\n    }\n    }|',
    'job {\n  id: "a"\n  noop {\n  }\n}',
  ],
  [
    'and no other',
    '}',
    'job {\nid: "a"\n    noop {\nsleep_ms: 1\n    }|\n    }',
    'job {\nid: "a"\n    noop {\n    sleep_ms: 1\n  }\n    }',
  ],
  [
    'with comments, strings and lists',
    '}',
    'job {\n# c\nid:\n"a"\n# d\n"b"\nacls: [\n1,\n# e\n2\n]\n}|',
    'job {\n  # c\n  id:\n    "a"\n    # d\n    "b"\n  acls: [\n    1,\n    # e\n    2\n  ]\n}',
  ],
  [
    'though the rest is broken',
    '}',
    'job {\n  noop {\nx y\n:\n}|\njob {',
    'job {\n  noop {\n    x y\n    :\n  }\njob {',
  ],
  ['a brace in a string is none', '}', 'job {\nid: "}|"\n}', 'job {\nid: "}"\n}'],
  ['a brace in a comment is none', '}', 'job {\n# }|\n}', 'job {\n# }\n}'],
  ['a brace that closes nothing', '}', 'job {\n}\n  }|', 'job {\n}\n  }'],
  ['a line begins where its block is', '\n', 'job {\n|', 'job {\n  |'],
  [
    'after a field',
    '\n',
    'job {\n  noop {\n    sleep_ms: 1\n|\n',
    'job {\n  noop {\n    sleep_ms: 1\n    |\n',
  ],
  ['before a brace', '\n', 'job {\n  noop {\n      |}', 'job {\n  noop {\n  |}'],
  ['below a comment, without going on with it', '\n', 'job {\n  # c\n|', 'job {\n  # c\n  |'],
  ['outside of all blocks', '\n', 'job {\n}\n  |', 'job {\n}\n|'],
  [
    'of a line that was cut in two',
    '\n',
    'job { id: "a"\n|noop {} }',
    'job { id: "a"\n  |noop {} }',
  ],
  ['after a colon', '\n', 'job {\n  id:\n|"a"', 'job {\n  id:\n    |"a"'],
  ['where it is right', '\n', 'job {\n  |', 'job {\n  |'],
  [
    'in a range that is switched off',
    '\n',
    'job {\n  # txtpbfmt: off\n       x: 1\n |\n# txtpbfmt: on\n}',
    'job {\n  # txtpbfmt: off\n       x: 1\n |\n# txtpbfmt: on\n}',
  ],
  [
    'in a file that is not formatted',
    '\n',
    '# txtpbfmt: disable\njob {\n|',
    '# txtpbfmt: disable\njob {\n|',
  ],
  ['something else', ';', 'job {\nid: "a";|', 'job {\nid: "a";|'],
];

describe('formatting on type', () => {
  for (const [what, typed, marked, after] of TYPED) {
    it(what, () => {
      const { text, position } = markedCursor(marked);
      const { document } = openMarked('');
      const answer = formatOnType(document.withText(text), position, typed);
      assert.equal(edited(text, answer), after.replace('|', ''));
    });
  }

  it('agrees with the layout', () => {
    const text =
      'job {\n  # c\n\n  id:\n    "a"  # d\n    "b"\n  l: [\n    { a: 1 },\n    {\n      b: 1\n    }\n  ]\n  m { x: 1 }\n}\n';
    const { document } = openMarked(text);
    assert.deepEqual(formatDocument(document).edits, []);
    const lines = text.split('\n');
    for (const [line, { length }] of lines.entries()) {
      if (length === 0) continue;
      for (const [typed, character] of [
        ['\n', 0],
        ['}', length],
      ] as const) {
        assert.deepEqual(
          formatOnType(document, { line, character }, typed).edits,
          [],
          `${typed} in line ${line}`,
        );
      }
    }
  });
});

describe('a file that lucicfg has printed', () => {
  for (const [text, isGenerated] of [
    ['# Auto-generated by lucicfg.\n# Do not modify manually.\n\njob {}', true],
    ['\n# x\n# AUTO-GENERATED by lucicfg\n', true],
    ['job {}\n# auto-generated by lucicfg\n', false],
    ['# generated\njob { id: "auto-generated by lucicfg" }', false],
    ['', false],
  ] as const) {
    it(`${isGenerated ? 'is' : 'is not'} ${JSON.stringify(text)}`, () => {
      assert.equal(isGeneratedText(text), isGenerated);
    });
  }
});
