import assert from 'node:assert/strict';
import { withDocumentEdits } from '../../src/config/fixes/document-edits.ts';
import { codeActions, openConfig, resolveAction } from '../../src/language/language.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { markedCursor } from '../marked-text.ts';

const SETTINGS = {
  project: 'proj',
  lints: { off: [], crowdedMinuteLimit: 20, now: () => Date.parse('2026-07-10T12:00:00Z') },
};

function open(text: string) {
  return openConfig(text, SETTINGS, validationManagers());
}

/** Without refactorings, which are there wherever nothing is wrong. */
function actionsAt(marked: string, only: readonly string[] = ['quickfix']) {
  const { text, position } = markedCursor(marked);
  return codeActions(open(text), { start: position, end: position }, only);
}

const FINE = 'job { id: "nightly" schedule: "0 1 * * *" noop {} }\n';

describe('code actions', () => {
  const table: [what: string, marked: string, ...titles: string[]][] = [
    [
      'none where nothing is wrong',
      `job { id: "ni|ghtly" realm: "CI" schedule: "0 1 * * *" noop {} }`,
    ],
    [
      'a fix that leaves no doubt first',
      `job { id: "a" realm: "C|I" schedule: "0 1 * * *" noop {} }`,
      '* Change the realm to "ci"',
    ],
    [
      'at the end of what is underlined',
      `job { id: "a" realm: "CI"| schedule: "0 1 * * *" noop {} }`,
      '* Change the realm to "ci"',
    ],
    [
      'did you mean, or without it',
      `${FINE}trigger { id: "t" triggers: ["nightly", "nigh|ty"] noop {} }\n`,
      'Remove "nighty"',
    ],
    [
      'did you mean',
      `${FINE}trigger { id: "t" triggers: "nigh|ty" noop {} }\n`,
      '* Change "nighty" to "nightly"',
    ],
    [
      'all of a kind, if there are more; and comments that switch a lint off',
      `job {\n  id: "a"\n  schedule: "0 1 * * *"\n  acl_|sets: "x"\n  acl_sets: "y"\n  noop {}\n}\n`,
      '* Remove `acl_sets`',
      '… Fix all lint-deprecated-field in this file',
      'Switch off lint-deprecated-field for this job',
      'Switch off lint-deprecated-field in this file',
    ],
    [
      'what several findings have in common once',
      `job { id: "a" schedule: "0 1 * * *" realm: "ci" buildbu|cket { server: "h.com" } }`,
      'Add `builder: "a"`',
    ],
    [
      'while the file is broken elsewhere',
      `job { id: "a" realm: "C|I" schedule: "0 1 * * *" noop {} }\njob { id: \n`,
      '* Change the realm to "ci"',
    ],
    [
      'of a choice each',
      `job { id: "a" schedule: "0 1|7-9 * * *" noop {} }\n`,
      'Change `17-9` to `17-23,0-9`',
      'Change `17-9` to `9-17`',
      'Switch off lint-cron-empty-range for this job',
      'Switch off lint-cron-empty-range in this file',
    ],
  ];
  for (const [what, marked, ...titles] of table) {
    it(what, () => {
      const shown = actionsAt(marked).map(
        ({ title, isPreferred, edits }) => `${isPreferred ? '* ' : edits ? '' : '… '}${title}`,
      );
      assert.deepEqual(shown, titles);
    });
  }

  it('of the kinds that are wanted', () => {
    const marked = `job { id: "a" realm: "C|I" schedule: "0 1 * * *" noop {} }`;
    const kinds = (only: readonly string[]) => actionsAt(marked, only).map(({ kind }) => kind);
    assert.deepEqual(kinds(['quickfix']), ['quickfix']);
    assert.deepEqual(kinds(['source']), ['source.fixAll.luciScheduler']);
    assert.deepEqual(kinds(['source.fixAll']), ['source.fixAll.luciScheduler']);
    assert.deepEqual(kinds(['source.fixAll.luciScheduler']), ['source.fixAll.luciScheduler']);
    assert.deepEqual(new Set(kinds(['refactor'])), new Set(['refactor.rewrite']));
    assert.deepEqual(kinds(['source.fixAll.other', 'refactor.extract']), []);
    const { text, position } = markedCursor(marked);
    const all = codeActions(open(text), { start: position, end: position });
    assert.deepEqual(
      new Set(all.map(({ kind }) => kind)),
      new Set(['quickfix', 'refactor.rewrite']),
    );
  });

  it('for many places are found when they are asked for', () => {
    const text = 'job { id: "a" realm: "CI" acl_sets: "x" schedule: "0 1 * * *" noop {} }\n';
    const document = open(text + text.replace('"a"', '"b"'));
    const fixed = (code?: string) =>
      withDocumentEdits(
        document.text,
        resolveAction(document, { what: 'fix', ...(code !== undefined && { code }) }),
      );
    assert.equal(fixed('realm-invalid'), document.text.replaceAll('CI', 'ci'));
    assert.equal(fixed(), document.text.replaceAll('CI', 'ci').replaceAll('acl_sets: "x" ', ''));
  });

  it('sort the entries when somebody asks for it, from the line of an entry', () => {
    const text = 'job { id: "b" noop {} }\njob {\n  id: "a"\n  noop {}\n}\n';
    const titles = (line: number) => {
      const at = { line, character: 3 };
      return codeActions(open(text), { start: at, end: at }, ['refactor']).map(
        ({ title }) => title,
      );
    };
    const title = 'Sort jobs and triggers by id';
    assert.deepEqual(
      [0, 1, 2].map((line) => titles(line).includes(title)),
      [true, true, false],
    );
    const inOrder = [
      'job { id: "a" noop {} }\n',
      'job { id: "a" noop {} }\njob { id: "b" noop {} }\n',
      'job { id: "b" noop {} }\ntrigger { id: "a" noop {} }\n',
    ];
    for (const sorted of inOrder) {
      const at = { line: 0, character: 3 };
      const actions = codeActions(open(sorted), { start: at, end: at }, ['refactor']);
      assert.ok(!actions.some((action) => action.title === title), sorted);
    }
    const edits = resolveAction(open(text), { what: 'sort' });
    assert.equal(
      withDocumentEdits(text, edits),
      'job {\n  id: "a"\n  noop {}\n}\njob { id: "b" noop {} }\n',
    );
  });

  it('take a range from either end, and no more findings than anybody reads', () => {
    const line = 'job { realm: "CI" schedule: "0 1 * * *" noop {} }\n';
    const document = open(line.repeat(100));
    const [start, end] = [
      { line: 0, character: 0 },
      { line: 100, character: 0 },
    ];
    const actions = codeActions(document, { start, end });
    assert.deepEqual(codeActions(document, { start: end, end: start }), actions);
    assert.ok(actions.length > 5 && actions.length < 50);
  });
});
