import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { documentSymbols, runAnswer, shownDiagnostics } from '../../../src/language/language.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { assertLinearTime } from '../../linear-time.ts';

// Entries that share a line, or a list, share a part: an edit of one is an edit of all.

const ENTRIES: Readonly<Record<string, (n: number) => string>> = {
  'with nothing wrong': (n) => `{ id: "j${n}" schedule: "with 10m interval" noop {} }`,
  'that wait for triggers': (n) => `{ id: "j${n}" noop {} }`,
  'with the same id': () => '{ id: "a" noop {} }',
  'without an id': () => '{ noop {} }',
  'with escapes': (n) => `{ id: "j\\x41${n}" noop {} }`,
  'with a text error each': (n) => `{ id: "j${n}" nope: 1 }`,
  'with a text error now and then': (n) => `{ id: "j${n}" ${n % 97 ? 'noop {}' : 'nope: 1'} }`,
  'that do the same': (n) =>
    `{ id: "j${n}" buildbucket { server: "s.appspot.com" bucket: "ci" builder: "b" } }`,
  'with a schedule of their own': (n) =>
    `{ id: "j${n}" schedule: "${n % 60} ${n % 24} * * *" noop {} }`,
  'in sets of access rules': (n) => `{ id: "j${n}" acl_sets: "s${n}" noop {} }`,
  'with comments about lints': (n) =>
    `{ id: "j${n}" noop {} # lint-disable: lint-job-never-triggered\n }`,
};

const TRIGGERS: Readonly<Record<string, (n: number) => string>> = {
  'in a circle': (n) => `{ id: "t${n}" noop {} triggers: "t${n + 1}" triggers: "t0" }`,
  'of a job that is not there': (n) => `{ id: "t${n}" noop {} triggers: "nope" }`,
  'of jobs that are not there': (n) => `{ id: "t${n}" noop {} triggers: "nope${n}" }`,
};

/** A form for each entry in turn. */
const FORMS: readonly ((entries: readonly string[], kind: string) => string)[] = [
  (entries, kind) => `${kind}: [${entries.join(', ')}]`,
  (entries, kind) => entries.map((entry) => `${kind} ${entry}`).join(' '),
  (entries, kind) => entries.map((entry) => ` ${kind} ${entry}\n`).join(''),
];

describe('entries that share a part', function () {
  this.timeout(180_000);

  for (const [kind, table] of [
    ['job', ENTRIES],
    ['trigger', TRIGGERS],
  ] as const) {
    for (const [i, [name, entry]] of Object.entries(table).entries()) {
      const join = FORMS[i % FORMS.length] ?? String;
      it(`take linear time: ${kind}s ${name}`, () => {
        assertLinearTime(
          3000,
          (size) =>
            join(
              Array.from({ length: size }, (_, n) => entry(n)),
              kind,
            ),
          askEverything,
        );
      });
    }
  }
});

/** What an editor asks before and after an edit. */
function askEverything(text: string): void {
  const document = ProjectConfigDocument.open(text, {
    project: 'p',
    registry: validationManagers(),
    lints: { off: new Set(), crowdedMinuteLimit: 20, now: () => 0 },
  });
  const middle = { line: 0, character: text.indexOf('{') + 1 };
  shownDiagnostics(document);
  document.edit({ start: middle, end: middle }, ' ');
  shownDiagnostics(document);
  document.findings();
  documentSymbols(document);
  for (const id of ['a', 'j1', 't1']) runAnswer(document, id, { runsHere: new Set(['noop']) });
  document.definitions();
}
