import assert from 'node:assert/strict';
import { DEFAULT_PROJECT_ID, openConfig } from '../../src/language/config-document.ts';
import { entryLenses, triggeredPlaces, triggeringPlaces } from '../../src/language/entry-lenses.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { openMarked } from '../marked-text.ts';
import { withMarks } from './text-in.ts';

const NOW = Date.parse('2030-01-31T12:00:00Z');
const NEXT = 'next Thu 2030-01-31 15:00 UTC';

function opened(text: string) {
  return openConfig(text, { project: DEFAULT_PROJECT_ID }, validationManagers());
}

// Each row: a text; its lenses as `line id: title`.
const TABLE: [text: string, ...lenses: string[]][] = [
  ['# c\njob { id: "a" schedule: "0 15 * * *" }', `1 a: ${NEXT}`],
  [
    'job { id: "a" schedule: "0 15 * * *" disabled: true }\njob { id: "b" }\njob { schedule: "0 15 * * *" }',
  ],
  [
    'trigger { id: "t" triggers: ["a", "b", "a", "nope"] }\njob { id: "a" }\n\ntrigger { id: "b" triggers: "a" }',
    ...['0 t: triggers 2', '1 a: triggered by 2', '3 b: triggered by 1', '3 b: triggers 1'],
  ],
  ['trigger { id: "t" triggers: "nope" }'],
  ['job {\n  id: "a"\n  schedule: "0 15 * * *"\n  noop {\n', `0 a: ${NEXT}`],
];

describe('lenses about entries', () => {
  for (const [text, ...lenses] of TABLE) {
    it(JSON.stringify(text), () => {
      const found = entryLenses(opened(text), NOW);
      assert.deepEqual(
        found.map(({ range, id, title }) => `${range.start.line} ${id}: ${title}`),
        lenses,
      );
    });
  }

  it('lead to the page of the job if the project is known', () => {
    const { document } = openMarked('job { id: "a (b)" }');
    assert.deepEqual(
      entryLenses(document, NOW).map(({ title, action }) => [title, action]),
      [
        [
          'View in LUCI',
          { kind: 'open', url: 'https://luci-scheduler.appspot.com/jobs/proj/a%20(b)' },
        ],
      ],
    );
  });

  it('lead into the schedule, whose hover says more', () => {
    const [lens] = entryLenses(opened('\njob { id: "a" schedule: "0 15 * * *" }'), NOW);
    assert.deepEqual(lens?.action, { kind: 'hover', position: { line: 1, character: 25 } });
  });

  it('lead to the entries that trigger each other', () => {
    const text =
      'trigger { id: "t" triggers: ["a", "u", "a"] }\ntrigger { id: "u" triggers: "a" }\njob { id: "a" }\n';
    const document = opened(text);
    assert.equal(
      withMarks(text, triggeringPlaces(document, 'a')),
      text.replace('id: "t"', 'id: [["t"]]').replace('id: "u"', 'id: [["u"]]'),
    );
    assert.equal(
      withMarks(text, triggeredPlaces(document, 't')),
      text.replace('id: "u"', 'id: [["u"]]').replace('id: "a"', 'id: [["a"]]'),
    );
    assert.deepEqual([...triggeringPlaces(document, 'x'), ...triggeredPlaces(document, 'a')], []);
  });
});
