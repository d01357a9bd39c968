import assert from 'node:assert/strict';
import { analysePart, type EntryAnalysis } from '../../../src/config/document/entry-analysis.ts';
import { CrossEntryIndex } from '../../../src/config/rules/cross-entry-index.ts';
import {
  duplicateHolders,
  duplicateId,
  firstHolder,
  hasUnknownTargets,
  unknownTargets,
} from '../../../src/config/rules/cross-entry-rules.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { Source } from '../../../src/text/source.ts';
import { markedText } from '../../marked-text.ts';

function read(marked: string) {
  const { text, spans } = markedText(marked);
  const { entries } = analysePart(new Source(text), {
    project: 'proj',
    registry: validationManagers(),
  });
  const index = new CrossEntryIndex<EntryAnalysis>();
  for (const entry of entries) index.add(entry);
  return { text, spans, entries, index };
}

const JOBS = 'job { id: "build" noop {} }\njob { id: "test" noop {} }\n';

describe('ids that are there twice', () => {
  // Each row: a text, and `later after first` of each entry whose id an earlier one has, by their places in the text.
  for (const [text, ...pairs] of [
    [JOBS],
    [`${JOBS}trigger { id: "t" noop {} }`],
    [
      'job { id: "a" } job { id: "b" } job { id: "a" } job { id: "b" } job { id: "a" }',
      '2 0',
      '3 1',
      '4 0',
    ],
    // Jobs are earlier than triggers.
    ['trigger { id: "a" } job { id: "a" } trigger { id: "a" }', '0 1', '2 1'],
    ['job {} job {} trigger {} trigger {}'],
  ] as const) {
    it(text, () => {
      const { entries, index } = read(text);
      const found = duplicateHolders(index, () => entries);
      assert.deepEqual(
        [...found].map(([later, first]) => `${entries.indexOf(later)} ${entries.indexOf(first)}`),
        pairs,
      );
    });
  }

  it('are told at the id, with the first that has it', () => {
    const { entries, spans } = read('trigger { id: [["a"]] } job { id: "a" }');
    const [trigger, job] = entries;
    assert.ok(trigger && job);
    const { code, message, path, start, end } = duplicateId(trigger);
    assert.deepEqual(
      { code, message, path, span: { start, end } },
      {
        code: 'duplicate-id',
        message: 'Another job or trigger already has the id "a": choose a different one.',
        path: ['trigger', 'a'],
        span: spans[0],
      },
    );
    assert.equal(firstHolder(job), 'This job has the id "a" already.');
    assert.equal(firstHolder(trigger), 'This trigger has the id "a" already.');
  });
});

describe('ids that nobody has', () => {
  // Of the trigger, which comes last, each unknown target with what is said of it.
  const table: readonly (readonly [marked: string, ...messages: string[]])[] = [
    [`${JOBS}trigger { id: "t" triggers: ["build", "test", "t"] }`],
    [
      `${JOBS}trigger { id: "t" triggers: ["build", [["biuld"]], [["zzz"]]] }`,
      'No job or trigger here has the id "biuld". Did you mean "build"?',
      'No job or trigger here has the id "zzz". Correct or remove it.',
    ],
    [
      `${JOBS}trigger { id: "t" triggers: [ [["build"\n"test"]], "build" ] }`,
      'A comma is missing between "build" and "test": without it they are one id, "buildtest". Several ids stand in brackets, with commas between them.',
    ],
    [
      `${JOBS}trigger { id: "t" triggers: [["x" "test"]] }`,
      'A comma is missing between "x" and "test": without it they are one id, "xtest". Several ids stand in brackets, with commas between them.',
    ],
    [
      `${JOBS}trigger { id: "t" triggers: [["x" "y"]] }`,
      'No job or trigger here has the id "xy". Correct or remove it.',
    ],
    // An entry that cannot be read may be the one that is meant.
    [`${JOBS}job { id: @ }\ntrigger { id: "t" triggers: "zzz" }`],
  ];
  for (const [marked, ...messages] of table) {
    it(JSON.stringify(marked.slice(JOBS.length)), () => {
      const { entries, index, spans } = read(marked);
      const trigger = entries.at(-1);
      assert.ok(trigger);
      const found = unknownTargets(trigger, index, new Set());
      assert.deepEqual(
        found.map(({ message }) => message),
        messages,
      );
      assert.deepEqual(
        found.map(({ start, end }) => ({ start, end })),
        spans,
      );
      for (const { path } of found) assert.deepEqual(path, ['trigger', 't']);
    });
  }

  it('are compared with the others 20 times and no more', () => {
    const ids = Array.from({ length: 22 }, (_, i) => `"buil${String.fromCharCode(101 + i)}"`);
    const { entries, index } = read(
      `${JOBS}trigger { id: "t" triggers: [${ids.join()}] }\ntrigger { id: "u" triggers: ["builf", "bild"] }`,
    );
    const hinted = new Set<string>();
    const hints = entries.map((entry) =>
      unknownTargets(entry, index, hinted).map(({ message }) => message.includes('Did you mean')),
    );
    assert.equal(hinted.size, 20);
    // One that there was a look at has its hint wherever it stands.
    assert.deepEqual(hints, [[], [], [...Array(20).fill(true), false, false], [true, false]]);
  });

  for (const [targets, unknown] of [
    ['', false],
    ['triggers: ["build", "test"]', false],
    ['triggers: ["build", "zzz"]', true],
    ['triggers: "zzz"', true],
  ] as const) {
    it(`are ${unknown ? '' : 'not '}in an entry with ${targets || 'no targets'}`, () => {
      // Another entry names one in any case.
      const { entries, index } = read(
        `${JOBS}trigger { id: "t" ${targets} }\ntrigger { id: "u" triggers: "yyy" }`,
      );
      assert.deepEqual(
        entries.map((entry) => hasUnknownTargets(entry, index)),
        [false, false, unknown, true],
      );
    });
  }
});
