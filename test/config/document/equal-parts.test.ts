// Copies of a line are analysed once, and are entries of their own all the same.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { faultyManagers } from './faulty-manager.ts';

const LINTS = { off: new Set<string>(), crowdedMinuteLimit: 20, now: () => 0 };

function open(text: string): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, {
    project: 'p',
    registry: validationManagers(),
    lints: LINTS,
  });
}

/** How many times a Manager is asked about a task while a text is opened. */
function questions(text: string): number {
  let asked = 0;
  const registry = faultyManagers(() => {
    asked++;
    return false;
  });
  const document = ProjectConfigDocument.open(text, { project: 'p', registry });
  document.worstFindings(1000);
  return asked;
}

const LONG = `job { id: "${'a'.repeat(3000)}" noop {} }\n`;

describe('parts of a text that say the same', () => {
  for (const [name, text, expected] of [
    // What stands last ends where the file does.
    ['copies of a line', 'job { noop {} }\n'.repeat(100), 2],
    ['lines in turn', 'job { noop {} }\ntrigger { noop {} }\n'.repeat(100), 3],
    ['copies apart', `${'job { noop {} }\njob {}\njob { }\n'.repeat(50)}`, 1],
    [
      'lines of their own',
      Array.from({ length: 9 }, (_, n) => `job { noop {} } #${n}\n`).join(''),
      9,
    ],
    ['copies of a line of 3,000 characters', LONG.repeat(5), 5],
  ] as const) {
    it(`are analysed once: ${name}`, () => {
      assert.equal(questions(text), expected);
    });
  }

  // The same lines with blanks behind them, so that no two are equal.
  const unequal = (lines: readonly string[]) =>
    lines.map((line, n) => line.replace(/\n$/, `${' '.repeat(n)}\n`)).join('');

  for (const line of [
    'job {}\n',
    'job { id: "a" }\n',
    'job { id: "a" noop {} triggers: "b" }\n',
    'job { id: "a" schedule: "7 7 * * *" noop {} } job { id: "b" noop {} }\n',
    'job { id: "a" schedule: "triggered" noop {} acls { role: READER granted_to: "g" } }\n',
    'job { id: "a" buildbucket { server: "s.appspot.com" bucket: "ci" builder: "b" } }\n',
    'trigger { id: "a" noop {} triggers: "a" }\n',
    'trigger { id: "t" noop {} triggers: ["a" "b"] }\n',
    'trigger { id: "t" noop {} triggers: "nope" triggers: "a" "b" }\n',
    'job { id: a b c noop {} }\n',
    'job { id: "a"\n',
    'job {\n',
    'job { noop {} # lint-disable: lint-job-never-triggered\n }\n',
    'job { noop {} } # lint-disable-file: lint-job-never-triggered\n',
    'job [ { id: "a" noop {} }, { id: "b" noop {} } ]\n',
    'job ] {\n\n',
  ]) {
    const lines = Array.from({ length: 30 }, () => line);
    const others = ['job { id: "b" noop {} }\n', 'trigger { id: "u" noop {} triggers: "a" }\n'];
    const text = [...lines, ...others, ...lines, 'job {}\n'];

    it(`mean what they mean alone: ${JSON.stringify(line)}`, () => {
      const [copies, each] = [open(text.join('')), open(unequal(text))];
      assert.deepEqual(copies.findings(), each.findings());
      assert.deepEqual(copies.worstFindings(20), each.worstFindings(20));
      assert.deepEqual(placed(copies), placed(each));
      assert.deepEqual(copies.definitions(), each.definitions());
    });

    it(`can be edited one by one: ${JSON.stringify(line)}`, () => {
      const document = open(text.join(''));
      document.findings();
      const at = { line: 8, character: 0 };
      document.edit({ start: at, end: at }, 'job { id: "new" noop {} }\n');
      document.edit({ start: { line: 4, character: 0 }, end: { line: 5, character: 0 } }, '');
      const afresh = open(document.text);
      assert.deepEqual(document.findings(), afresh.findings());
      assert.deepEqual(placed(document), placed(afresh));
    });
  }
});

function placed(document: ProjectConfigDocument) {
  return document.entries().map(({ kind, id, range }) => ({ kind, id, range }));
}
