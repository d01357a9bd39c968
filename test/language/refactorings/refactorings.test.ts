import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { withDocumentEdits } from '../../../src/config/fixes/document-edits.ts';
import { refactorings } from '../../../src/language/refactorings/refactorings.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { markedCursor } from '../../marked-text.ts';

function open(text: string): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, { project: 'proj', registry: validationManagers() });
}

/** What becomes of a text with a cursor, by the title of the refactoring. */
function refactored(marked: string, title: string): string | undefined {
  const { text, position } = markedCursor(marked);
  const found = refactorings(open(text), position).find((one) => one.title === title);
  return found && withDocumentEdits(text, found.edits);
}

const EXPAND = 'Write each field in a line of its own';
const JOIN = 'Write it in one line';
const ORDER = 'Put the fields in the order of the schema';
const TRIGGER = 'Add a trigger for this job';

describe('refactorings', () => {
  const table: [title: string, before: string, after: string | undefined][] = [
    [EXPAND, 'job { i|d: "a" noop {} } # x', 'job {\n  id: "a"\n  noop {}\n} # x'],
    [
      EXPAND,
      'job {\n  noop { sleep|_ms: 1, triggers_count: 2; }\n}',
      'job {\n  noop {\n    sleep_ms: 1\n    triggers_count: 2\n  }\n}',
    ],
    [EXPAND, 'job < i|d: "a" >', 'job <\n  id: "a"\n>'],
    [
      EXPAND,
      'job {\r\n  noop { sle|ep_ms: 1 }\r\n}',
      'job {\r\n  noop {\r\n    sleep_ms: 1\r\n  }\r\n}',
    ],
    [EXPAND, 'job {\n  no|op {}\n}', undefined],
    [
      JOIN,
      'job {\n  noop {\n    sleep_|ms: 1\n    triggers_count: 2\n  }\n}',
      'job {\n  noop { sleep_ms: 1 triggers_count: 2 }\n}',
    ],
    [JOIN, 'job {\n  id: "a b"\n  no|op {}\n}', 'job { id: "a b" noop {} }'],
    [JOIN, 'job {\n  noop {\n  |}\n  id: "a"\n}', 'job {\n  noop {}\n  id: "a"\n}'],
    [JOIN, 'job {\n  noop { # why\n    sleep_|ms: 1\n  }\n}', undefined],
    [JOIN, `job {\n  id: "${'x'.repeat(90)}"\n  no|op {}\n}`, undefined],
    [JOIN, 'job {\n  id: "#1"\n  no|op {}\n}', 'job { id: "#1" noop {} }'],
    [ORDER, 'job { noop {} i|d: "a" }', 'job { id: "a" noop {} }'],
    [
      ORDER,
      'job {\n  # the task\n  noop {} # none\n  # the id\n\n  id: "a|"\n  realm: "b"\n}',
      undefined,
    ],
    [
      ORDER,
      'job {\n  # the task\n  noop {} # none\n\n  # the id\n  id: "a|"\n  realm: "b"\n}\n',
      'job {\n  # the id\n  id: "a"\n\n  realm: "b"\n  # the task\n  noop {} # none\n}\n',
    ],
    [
      ORDER,
      'trigger {\n  triggers: "b"\n  triggers: "a"\n  gitiles {\n    refs: "r|"\n    repo: "x"\n  }\n  id: "t"\n}\n',
      'trigger {\n  id: "t"\n  triggers: "b"\n  triggers: "a"\n  gitiles {\n    repo: "x"\n    refs: "r"\n  }\n}\n',
    ],
    [ORDER, 'job { i|d: "a" noop {} }', undefined],
    [
      'Write triggers as a list',
      'trigger {\n  triggers: "a"\n  trig|gers: "b"\n  triggers: ["c"]\n}',
      'trigger {\n  triggers: ["a", "b", "c"]\n}',
    ],
    [
      'Write triggers as a list',
      'trigger {\n  trig|gers: "a" # why\n  triggers: "b"\n}',
      undefined,
    ],
    ['Write triggers as a list', 'trigger { triggers: "a" id: "x" trig|gers: "b" }', undefined],
    ['Write id as a list', 'job { i|d: "a" }', undefined],
    [
      'Write triggers once for each value',
      'trigger {\n  triggers: ["a|", "b"]\n}',
      'trigger {\n  triggers: "a"\n  triggers: "b"\n}',
    ],
    [
      'Write triggers once for each value',
      'trigger { triggers: ["a|",\n "b"] }',
      'trigger { triggers: "a" triggers: "b" }',
    ],
    ['Write triggers once for each value', 'trigger { triggers: ["a|", # x\n "b"] }', undefined],
    [
      'Write each value in a line of its own',
      'trigger {\n  triggers: ["a|", "b"]\n}',
      'trigger {\n  triggers: [\n    "a",\n    "b"\n  ]\n}',
    ],
    [
      'Write the list in one line',
      'trigger {\n  triggers: [\n    "a",\n    |"b"\n  ]\n}',
      'trigger {\n  triggers: ["a", "b"]\n}',
    ],
    [
      TRIGGER,
      'job {\n  id: "a|"\n  realm: "ci"\n  noop {}\n}\njob { id: "b" noop {} }\n',
      'job {\n  id: "a"\n  realm: "ci"\n  noop {}\n}\n\ntrigger {\n  id: "a-trigger"\n  realm: "ci"\n  gitiles {\n    repo: ""\n    refs: ""\n  }\n  triggers: "a"\n}\njob { id: "b" noop {} }\n',
    ],
    [TRIGGER, 'trigger { id: "a|" noop {} }', undefined],
    [TRIGGER, 'job { i|d: "a" noop {} } job { id: "b" noop {} }', undefined],
    [EXPAND, 'job { i|d: "a noop {} }', undefined],
  ];
  for (const [title, before, after] of table) {
    it(`${title}: ${JSON.stringify(before)}`, () => assert.equal(refactored(before, title), after));
  }

  it('name a new trigger as nobody is named', () => {
    const marked = 'job { id: "a|" noop {} }\ntrigger { id: "a-trigger" noop {} }\n';
    assert.match(refactored(marked, TRIGGER) ?? '', /id: "a-trigger-2"/);
  });
});
