import assert from 'node:assert/strict';
import { definition } from '../../src/language/definition.ts';
import { linkedRanges } from '../../src/language/linked-editing.ts';
import { highlights, references } from '../../src/language/references.ts';
import { schemaText } from '../../src/language/schema-document.ts';
import { PROJECT_CONFIG } from '../../src/schema/schema.ts';
import { markedCursor, openMarked } from '../marked-text.ts';
import { textIn, withMarks } from './text-in.ts';

function opened(marked: string) {
  const { text, position } = markedCursor(marked);
  return { text, position, document: openMarked(text.replaceAll('[[', '[ [')).document };
}

// Each row: a text with a cursor; the same text with all definitions in marks; with all references in marks.
const TABLE: [what: string, marked: string, definitions: string, references: string][] = [
  [
    'from a definition',
    'job { id: "a|" }\ntrigger { id: "t" triggers: "a" }',
    'job { id: [["a"]] }\ntrigger { id: "t" triggers: "a" }',
    'job { id: "a" }\ntrigger { id: "t" triggers: [["a"]] }',
  ],
  [
    'from a reference, among others',
    'trigger { triggers: ["b", "|a", "a"] }\njob { id: "a" }\ntrigger { triggers: "a" }\njob { id: "b" }',
    'trigger { triggers: ["b", "a", "a"] }\njob { id: [["a"]] }\ntrigger { triggers: "a" }\njob { id: "b" }',
    'trigger { triggers: ["b", [["a"]], [["a"]]] }\njob { id: "a" }\ntrigger { triggers: [["a"]] }\njob { id: "b" }',
  ],
  [
    'of a trigger',
    'trigger { id: "t|" triggers: "t" }',
    'trigger { id: [["t"]] triggers: "t" }',
    'trigger { id: "t" triggers: [["t"]] }',
  ],
  [
    'of an id that several have',
    'job { id: "a" }\njob { id: \'a\' }\ntrigger { triggers: "a|" }',
    'job { id: [["a"]] }\njob { id: [[\'a\']] }\ntrigger { triggers: "a" }',
    'job { id: "a" }\njob { id: \'a\' }\ntrigger { triggers: [["a"]] }',
  ],
  [
    'of an id that nothing has',
    'trigger { triggers: "a|" }',
    'trigger { triggers: "a" }',
    'trigger { triggers: [["a"]] }',
  ],
  [
    'of an id in two pieces and with an escape',
    'job { id: "a" "b|" }\ntrigger { triggers: "a\\x62" }',
    'job { id: [["a" "b"]] }\ntrigger { triggers: "a\\x62" }',
    'job { id: "a" "b" }\ntrigger { triggers: [["a\\x62"]] }',
  ],
  [
    'of an ACL set',
    'acl_sets { name: "s" }\njob { acl_sets: "s|" id: "s" }\ntrigger { acl_sets: ["x", "s"] }',
    'acl_sets { name: [["s"]] }\njob { acl_sets: "s" id: "s" }\ntrigger { acl_sets: ["x", "s"] }',
    'acl_sets { name: "s" }\njob { acl_sets: [["s"]] id: "s" }\ntrigger { acl_sets: ["x", [["s"]]] }',
  ],
  [
    'in a broken text',
    'job {\n  id: "a"\n  noop {\ntrigger {\n  id: "t\n  triggers: "a|"\n',
    'job {\n  id: [["a"]]\n  noop {\ntrigger {\n  id: "t\n  triggers: "a"\n',
    'job {\n  id: "a"\n  noop {\ntrigger {\n  id: "t\n  triggers: [["a"]]\n',
  ],
  [
    'not of a realm',
    'job { id: "a" realm: "a|" }',
    'job { id: "a" realm: "a" }',
    'job { id: "a" realm: "a" }',
  ],
  [
    'not of what is no string',
    'job { id: |"" noop {} }',
    'job { id: "" noop {} }',
    'job { id: "" noop {} }',
  ],
  [
    'not of a comment',
    '# "a|"\njob { id: "a" }',
    '# "a"\njob { id: "a" }',
    '# "a"\njob { id: "a" }',
  ],
];

describe('definitions and references', () => {
  for (const [what, marked, definitions, referred] of TABLE) {
    it(what, () => {
      const { text, position, document } = opened(marked);
      const places = definition(document, position);
      assert.equal(
        withMarks(
          text,
          places.map(({ selection }) => selection),
        ),
        definitions,
      );
      assert.equal(withMarks(text, references(document, position, false)), referred);
      const all = references(document, position, true);
      const found = highlights(document, position);
      assert.deepEqual(
        found.map(({ range }) => range),
        all,
      );
      assert.equal(found.filter(({ role }) => role === 'definition').length, places.length);
    });
  }

  it('of an id show all of the entry that has it', () => {
    const { text, position, document } = opened(
      'trigger { triggers: "a|" }\njob {\n  id: "a"\n}\n',
    );
    const [place] = definition(document, position);
    assert.ok(place);
    assert.equal(textIn(text, place.origin), '"a"');
    assert.equal(textIn(text, place.target), 'job {\n  id: "a"\n}');
  });
});

// Each row: a text with a cursor; what stands in the schema's document; in which line of it.
const IN_SCHEMA: [marked: string, name: string, line: string][] = [
  ['job { sch|edule: "" }', 'schedule', '  string schedule = 2;'],
  ['jo|b {}', 'job', '  repeated Job job = 1;'],
  ['job { acl_se|ts: "a" }', 'acl_sets', '  repeated string acl_sets = 6 [deprecated = true];'],
  ['job { triggering_policy { kind: NEWEST|_FIRST } }', 'NEWEST_FIRST', '    NEWEST_FIRST = 3;'],
  ['job { triggering_policy { log_base: 2| } }', 'log_base', '  float log_base = 4;'],
  [
    'job { triggering_policy { pending_timeout { sec|onds: 1 } } }',
    'seconds',
    '  int64 seconds = 1;',
  ],
];

describe('definitions in the schema', () => {
  const schema = schemaText(PROJECT_CONFIG);

  for (const [marked, name, line] of IN_SCHEMA) {
    it(marked, () => {
      const { position, document } = opened(marked);
      const [place] = definition(document, position);
      assert.equal(place?.where, 'schema');
      assert.equal(textIn(schema, place.selection), name);
      assert.equal(schema.split('\n')[place.selection.start.line], line);
    });
  }

  for (const marked of [
    'job { no|pe: 1 }',
    'job { nope { id|: 1 } }',
    'job { disabled: | }',
    'job { | }',
  ]) {
    it(`are none for ${marked}`, () => {
      const { position, document } = opened(marked);
      assert.deepEqual(definition(document, position), []);
    });
  }

  it('stand in a text that has every message, with its docs', () => {
    for (const name of [
      'ProjectConfig',
      'Job',
      'Trigger',
      'GitilesTask',
      'TriggeringPolicy',
      'Duration',
    ]) {
      assert.ok(schema.includes(`\nmessage ${name} {\n`), name);
    }
    assert.ok(
      schema.includes(
        '  // The name of the job, unique among all jobs and triggers of the project. Required.\n',
      ),
    );
    assert.ok(!/[ \t]$/m.test(schema));
  });
});

// Each row: a text with a cursor; what is linked in marks.
const LINKED: [marked: string, linked: string][] = [
  [
    'job { id: "a|" }\ntrigger { triggers: "a" }',
    'job { id: "[[a]]" }\ntrigger { triggers: "[[a]]" }',
  ],
  [
    'job { id: "a" }\ntrigger { triggers: [\'|a\'] }',
    'job { id: "[[a]]" }\ntrigger { triggers: [\'[[a]]\'] }',
  ],
  ['job { id: "a|" }', 'job { id: "a" }'],
  [
    'job { id: "a|" }\ntrigger { triggers: "" "a" }',
    'job { id: "a" }\ntrigger { triggers: "" "a" }',
  ],
  [
    'job { id: "a|" }\ntrigger { triggers: "\\x61" }',
    'job { id: "a" }\ntrigger { triggers: "\\x61" }',
  ],
];

describe('linked editing', () => {
  for (const [marked, linked] of LINKED) {
    it(marked, () => {
      const { text, position, document } = opened(marked);
      assert.equal(withMarks(text, linkedRanges(document, position)), linked);
    });
  }
});
