import assert from 'node:assert/strict';
import { bindMessage } from '../../src/config/bind.ts';
import {
  type BoundMessage,
  fieldsNamed,
  locate,
  valuesOf,
} from '../../src/config/bound-message.ts';
import { PROJECT_CONFIG } from '../../src/schema/schema.ts';
import type { Location } from '../../src/task/validation-context.ts';
import { parseTextproto } from '../../src/textproto/parser.ts';
import { markedRanges } from '../marked-text.ts';

/** The first entry in a text, which has nothing wrong in its syntax. */
function firstEntry(text: string): BoundMessage {
  const errors: unknown[] = [];
  const { fields } = parseTextproto(text);
  const root = bindMessage(text, fields, PROJECT_CONFIG, { start: 0, end: 0 }, errors as []);
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

      ['a part of a string', 'job { id: "a[[bc]]d" }', ['id'], [1, 3]],
      ['all of it', 'job { id: "[[abcd]]" }', ['id'], [0, 4]],
      ['its end', 'job { id: "abcd[[]]" }', ['id'], [4, 4]],
      ['beyond its end', 'job { id: "abc[[d]]" }', ['id'], [3, 99]],
      ['a part of an item', 'trigger { triggers: ["ab", "c[[d]]"] }', ['triggers', 1], [1, 2]],
      ['an escape', 'job { id: "a[[\\x2f]]b" }', ['id'], [1, 2]],
      ['what is behind escapes', 'job { id: "\\n\\\\\\101[[b]]" }', ['id'], [3, 4]],
      ['an astral character', 'job { id: "😀[[😀]]b" }', ['id'], [2, 4]],
      ['a part over two pieces', 'job { id: "a[[b" \'c]]d\' }', ['id'], [1, 3]],
      ['a part of the second piece', 'job { id: "ab" # c\n"[[cd]]" }', ['id'], [2, 4]],
      ['a part of what is no string', 'job { disabled: [[true]] }', ['disabled'], [1, 2]],
      ['a part of what is absent', '[[job]] { noop {} }', ['id'], [1, 2]],
      ['a part of a repeated field', 'trigger { triggers: "a[[b]]" }', ['triggers', 0], [1, 2]],
    ];
  for (const [what, marked, field, span] of table) {
    it(`${what}: ${marked}`, () => {
      const { text, ranges } = markedRanges(marked);
      const { start, end } = locate(text, firstEntry(text), span ? { field, span } : { field });
      assert.deepEqual([start, end], ranges[0]);
    });
  }
});

describe('fieldsNamed and valuesOf', () => {
  const entry = firstEntry('trigger { triggers: ["a", "b"] id: "t" triggers: "c" }');

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
