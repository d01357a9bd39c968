// What is asked of one id is what the same question finds among all entries.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

function open(text: string): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, { project: 'p', registry: validationManagers() });
}

const ORIGIN = { revision: 'r', revisionUrl: 'u' };

function check(document: ProjectConfigDocument): void {
  const entries = document.entries();
  const definitions = document.definitions(ORIGIN);
  const ids = new Set(entries.map(({ id }) => id));
  assert.deepEqual(new Set(document.ids()), new Set([...ids].filter((id) => id !== '')));
  for (const id of [...ids, '', 'nobody']) {
    assert.deepEqual(
      document.entriesWithId(id),
      entries.filter((entry) => entry.id === id),
    );
    assert.deepEqual(
      document.definition(id, ORIGIN),
      definitions.find(({ jobId }) => jobId === `p/${id}`),
    );
  }
}

describe('questions of one id', () => {
  const ENTRIES = [
    'job { id: "a" noop {} }\n',
    'job {\n  id: "a"\n  url_fetch { url: "http://h/" }\n}\n',
    'job { id: "b" disabled: true noop {} }\n',
    'job { id: "b" }\n',
    'job { id: "c" noop {} } job { id: "d" noop { sleep_ms: 1 } } job { noop {} }\n',
    'job: [{ id: "e" noop {} }, { id: "a" noop {} }, { id: "f" realm: "R" noop {} }]\n',
    'trigger { id: "t" triggers: ["a", "zzz"] noop {} }\n',
    'trigger { id: "a" triggers: "c" noop {} }\n',
    'trigger { noop {} }\n',
    'job { id: @ noop {} }\n',
    '# a comment\n',
  ];

  for (const text of ['', ...ENTRIES, ENTRIES.join(''), ENTRIES.toReversed().join('')]) {
    it(`in ${JSON.stringify(text.slice(0, 80))}`, () => check(open(text)));
  }

  it('in whatever there is, before and after an edit', () => {
    const text = fc.array(fc.constantFrom(...ENTRIES), { maxLength: 6 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, fc.nat(8), fc.nat(8), (before, added, from, to) => {
        const document = open(before);
        check(document);
        const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
        document.edit(range, added);
        check(document);
      }),
    );
  });
});
