import assert from 'node:assert/strict';
import { bindMessage } from '../../../src/config/message/bind.ts';
import {
  type BoundMessage,
  fieldsNamed,
  locate,
  valuesOf,
} from '../../../src/config/message/bound-message.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import type { Location } from '../../../src/task/validation-context.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';
import { markedText } from '../../marked-text.ts';

/** The first entry in a text, which has nothing wrong in its syntax. */
function firstEntry(source: Source): BoundMessage {
  const errors: unknown[] = [];
  const { fields } = parseTextproto(source);
  const root = bindMessage(source, fields, PROJECT_CONFIG, { start: 0, end: 0 }, errors as []);
  assert.deepEqual(errors, []);
  const entry = root.fields[0]?.values[0]?.message;
  assert.ok(entry);
  return entry;
}

describe('locate', () => {
  const table: [what: string, marked: string, field: Location['field'], span?: Location['span']][] =
    [
      ['the message itself', '[[job]] { id: "a" }', []],
      ['a field that is absent', '[[job]] { id: "a" }', ['realm']],
      ['a field that does not exist', '[[job]] { id: "a" }', ['nothing']],
      ['a string', 'job { id: [["a"]] }', ['id']],
      ['an empty one', 'job { id: [[""]] }', ['id']],
      ['pieces of one', 'job { id: [["a" # b\n \'c\']] }', ['id']],
      ['a word', 'job { disabled: [[true]] }', ['disabled']],
      ['a message', 'job { [[noop]]: {} }', ['noop']],
      ['a field in it', 'job { noop { sleep_ms: [[-5]] } }', ['noop', 'sleep_ms']],
      ['one that is absent there', 'job { [[noop]] {} }', ['noop', 'sleep_ms']],
      ['one in a message that is absent', '[[job]] { id: "a" }', ['noop', 'sleep_ms']],
      [
        'one at depth',
        'job { triggering_policy < pending_timeout: { nanos: [[0x1]] } > }',
        ['triggering_policy', 'pending_timeout', 'nanos'],
      ],

      ['a repeated field', 'trigger { [[triggers]]: "a" triggers: "b" }', ['triggers']],
      ['an item', 'trigger { triggers: "a" triggers: [["b"]] }', ['triggers', 1]],
      ['an item of a list', 'trigger { triggers: ["a", [["b"]] ] }', ['triggers', 1]],
      [
        'an item after a list',
        'trigger { triggers: ["a", "b"] id: "t" triggers: [["c"]] }',
        ['triggers', 2],
      ],
      ['an item there is not', 'trigger { [[triggers]]: "a" }', ['triggers', 1]],
      ['an item of what is absent', '[[trigger]] { id: "a" }', ['triggers', 0]],
      [
        'a field in a message of a list',
        'job { acls: [{ role: OWNER }, { granted_to: [["x"]] }] }',
        ['acls', 1, 'granted_to'],
      ],
      ['a message of a list', 'job { [[acls]]: [{ role: OWNER }, {}] }', ['acls', 1]],

      ['a part of a string', 'job { id: "a[[bc]]d" }', ['id'], { start: 1, end: 3 }],
      ['all of it', 'job { id: "[[abcd]]" }', ['id'], { start: 0, end: 4 }],
      ['its end', 'job { id: "abcd[[]]" }', ['id'], { start: 4, end: 4 }],
      ['beyond its end', 'job { id: "abc[[d]]" }', ['id'], { start: 3, end: 99 }],
      [
        'a part of an item',
        'trigger { triggers: ["ab", "c[[d]]"] }',
        ['triggers', 1],
        { start: 1, end: 2 },
      ],
      ['an escape', 'job { id: "a[[\\x2f]]b" }', ['id'], { start: 1, end: 2 }],
      ['what is behind escapes', 'job { id: "\\n\\\\\\101[[b]]" }', ['id'], { start: 3, end: 4 }],
      ['an astral character', 'job { id: "😀[[😀]]b" }', ['id'], { start: 2, end: 4 }],
      ['a part over two pieces', 'job { id: "a[[b" \'c]]d\' }', ['id'], { start: 1, end: 3 }],
      [
        'a part of the second piece',
        'job { id: "ab" # c\n"[[cd]]" }',
        ['id'],
        { start: 2, end: 4 },
      ],
      [
        'a part of what is no string',
        'job { disabled: [[true]] }',
        ['disabled'],
        { start: 1, end: 2 },
      ],
      ['a part of what is absent', '[[job]] { noop {} }', ['id'], { start: 1, end: 2 }],
      [
        'a part of a repeated field',
        'trigger { triggers: "a[[b]]" }',
        ['triggers', 0],
        { start: 1, end: 2 },
      ],
    ];
  for (const [what, marked, field, span] of table) {
    it(`${what}: ${marked}`, () => {
      const { text, spans } = markedText(marked);
      const source = new Source(text);
      const { start, end } = locate(source, firstEntry(source), span ? { field, span } : { field });
      assert.deepEqual({ start, end }, spans[0]);
    });
  }
});

describe('locate in a message of many fields', () => {
  for (const count of [1, 10, 31, 32, 1000]) {
    it(`finds each of ${count}`, () => {
      const items = Array.from({ length: count }, (_, i) => `triggers: [["${i}"]]`);
      const { text, spans } = markedText(`trigger {\nid: "t"\n${items.join('\n')}\n}`);
      const source = new Source(text);
      const entry = firstEntry(source);
      // Twice, for what was found before is remembered.
      for (let round = 0; round < 2; round++) {
        const found = spans.map((_, i) => locate(source, entry, { field: ['triggers', i] }));
        assert.deepEqual(
          found.map(({ start, end }) => ({ start, end })),
          spans,
        );
        assert.deepEqual(locate(source, entry, { field: ['realm'] }), entry.name);
      }
    });
  }
});

describe('fieldsNamed and valuesOf', () => {
  const entry = firstEntry(new Source('trigger { triggers: ["a", "b"] id: "t" triggers: "c" }'));

  it('keep the order of the text', () => {
    assert.deepEqual(
      fieldsNamed(entry, 'triggers').map(({ values }) => values.length),
      [2, 1],
    );
    assert.equal(valuesOf(entry, 'triggers').length, 3);
  });

  it('find nothing where there is nothing', () => {
    assert.deepEqual(fieldsNamed(entry, 'realm'), []);
    assert.deepEqual(valuesOf(entry, 'no_such_field'), []);
  });
});
