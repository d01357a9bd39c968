import assert from 'node:assert/strict';
import { entriesOf } from '../../../src/config/message/entries.ts';
import { FactsOfEntry, triggererSetsIn } from '../../../src/config/message/entry-facts.ts';
import { readPart } from '../../../src/config/message/read-part.ts';
import { PROJECT_CONFIG } from '../../../src/schema/schema.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';
import { Source } from '../../../src/text/source.ts';
import type { Span } from '../../../src/text/span.ts';
import { markedText } from '../../marked-text.ts';

function read(text: string) {
  return readPart(new Source(text), PROJECT_CONFIG);
}

/** Of the first entry of a text. */
function facts(text: string, registry = validationManagers()) {
  const [entry] = entriesOf(read(text));
  return new FactsOfEntry(entry ?? assert.fail('no entry'), registry);
}

const offsets = ({ start, end }: Span) => ({ start, end });

describe('the facts of an entry', () => {
  for (const [marked, id] of [
    ['job { id: [["a"]] noop {} }', 'a'],
    ['job { id: [["a" \'b\']] noop {} }', 'ab'],
    ['[[job]] { noop {} }', ''],
  ] as const) {
    it(`its id is ${JSON.stringify(id)} in ${marked}`, () => {
      const { text, spans } = markedText(marked);
      const { id: found, idSpan, path } = facts(text);
      assert.equal(found, id);
      assert.deepEqual(path, ['job', id === '' ? '(empty)' : id]);
      assert.deepEqual(offsets(idSpan), spans[0]);
    });
  }

  for (const [marked, schedule] of [
    ['job { id: "a" schedule: [["* * * * *"]] }', '* * * * *'],
    ['job { id: [["a"]] }', ''],
    ['[[trigger]] {}', ''],
  ] as const) {
    it(`its schedule is ${JSON.stringify(schedule)} in ${marked}`, () => {
      const { text, spans } = markedText(marked);
      const { schedule: found, scheduleSpan } = facts(text);
      assert.equal(found, schedule);
      assert.deepEqual(offsets(scheduleSpan), spans[0]);
    });
  }

  for (const [text, task] of [
    ['job { noop {} }', 'noop'],
    ['trigger { gitiles {} }', 'gitiles'],
    ['job { noop {} url_fetch {} }', undefined],
    ['job { id: "a" triggering_policy {} }', undefined],
  ] as const) {
    it(`its task is ${task ?? 'not known'} in ${text}`, () => {
      assert.equal(facts(text).taskField, task);
    });
  }

  // Each target with its id, and its pieces if it is joined from some that may be ids.
  for (const [marked, ...targets] of [
    ['trigger { id: "t" }'],
    ['trigger { triggers: [["a"]] triggers: [ [["b"]], [["c"]] ] }', ['a'], ['b'], ['c']],
    ['trigger { triggers: [["a" "bc" \'d\']] }', ['abcd', 'a', 'bc', 'd']],
    ['trigger { triggers: [["" "b"]] }', ['b', '', 'b']],
    ['trigger { triggers: [["\\x41" "b"]] }', ['Ab']],
    ['trigger { triggers: [["\\x41"]] }', ['A']],
    ['job { id: "a" }'],
  ] as readonly (readonly [marked: string, ...targets: string[][]])[]) {
    it(`its targets in ${marked}`, () => {
      const { text, spans } = markedText(marked);
      const found = facts(text).targets;
      assert.deepEqual(
        found.map(({ id, pieces = [] }) => [id, ...pieces]),
        targets,
      );
      assert.deepEqual(
        found.map(({ span }) => offsets(span)),
        spans,
      );
    });
  }

  for (const [acls, others] of [
    ['', false],
    ['acls { role: READER } acls { role: OWNER }', false],
    ['acls { role: READER } acls { role: TRIGGERER }', true],
  ] as const) {
    it(`others ${others ? 'trigger' : 'do not trigger'} it by ${acls || 'no rules'}`, () => {
      const { triggeredByOthers, aclSets } = facts(`job { ${acls} acl_sets: ["x", "y"] }`);
      assert.equal(triggeredByOthers, others);
      assert.deepEqual(aclSets, ['x', 'y']);
    });
  }

  it('a trigger may do the same as another without being a copy', () => {
    const task = 'buildbucket { server: "s" bucket: "b" builder: [["x"]] }';
    const { text, spans } = markedText(`job { ${task} }`);
    const { sameness, samenessSpan } = facts(text);
    assert.equal(sameness?.words, 'builder "x"');
    assert.deepEqual(samenessSpan, spans[0]);
    assert.equal(facts(markedText(`trigger { ${task} }`).text).sameness, undefined);
    assert.equal(facts(markedText(`job { ${task} noop {} }`).text).sameness, undefined);
    assert.equal(facts('job { noop {} }').sameness, undefined);
  });

  it('what names the task is the task itself, if the field for it is not set', () => {
    const [, noop] = [...validationManagers().kinds()].find(([field]) => field === 'noop') ?? [];
    const alike: Manager = {
      ...(noop ?? assert.fail()),
      sameness: () => ({ key: 'k', field: 'sleep_ms', words: 'the same' }),
    };
    const { text, spans } = markedText('job { id: "a" [[noop]] {} }');
    const { samenessSpan } = facts(text, new ManagerRegistry().register(alike));
    assert.deepEqual(samenessSpan, spans[0]);
  });
});

describe('sets of old access rules', () => {
  for (const [text, sets] of [
    ['', []],
    ['acl_sets { name: "r" acls { role: READER } } job { acls { role: TRIGGERER } }', []],
    ['acl_sets { name: "t" acls { role: TRIGGERER } }', ['t']],
    ['acl_sets { name: "r" } job {} acl_sets { name: "t" acls { role: TRIGGERER } }', ['t']],
    [
      'acl_sets: [{ name: "a" acls { role: TRIGGERER } }, { acls: [{}, { role: TRIGGERER }] }]',
      ['a', ''],
    ],
  ] as const) {
    it(`that trigger are ${JSON.stringify(sets)} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(triggererSetsIn(read(text).root), sets);
    });
  }
});
