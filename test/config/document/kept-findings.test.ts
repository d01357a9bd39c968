// An edit costs what it touches: what the others have to say is kept, not made again.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import type { Finding } from '../../../src/config/finding.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

/** A rule and a lint each have something to say about every job. */
function open(jobs: number): ProjectConfigDocument {
  const text = Array.from(
    { length: jobs },
    (_, n) =>
      `job {\n  id: "j${n}"\n  schedule: "with 1s"\n  noop {}\n  acls { role: READER granted_to: "g" }\n}\n`,
  );
  return ProjectConfigDocument.open(text.join(''), {
    project: 'p',
    registry: validationManagers(),
    lints: { off: new Set(), crowdedMinuteLimit: 20, now: () => 0 },
  });
}

const JOBS = 300;
const LINES = 6;

const QUESTIONS: Readonly<Record<string, (document: ProjectConfigDocument) => readonly Finding[]>> =
  {
    'all findings': (document) => document.findings(),
    'the worst findings': (document) => document.worstFindings(2 * JOBS - 50).shown,
  };

describe('after an edit', () => {
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    const edit = (line: number, character: number, text: string) => {
      const document = open(JOBS);
      const before = new Set(ask(document));
      assert.equal(before.size, name === 'all findings' ? 2 * JOBS : 2 * JOBS - 50);
      document.edit({ start: { line, character }, end: { line, character } }, text);
      const after = ask(document);
      return { before, made: after.filter((finding) => !before.has(finding)) };
    };

    it(`${name} of the other entries are those of before`, () => {
      const { made } = edit(100 * LINES + 1, '  id: "'.length, 'x');
      assert.deepEqual(new Set(made.map(({ path }) => path[1])), new Set(['xj100']));
    });

    it(`${name} are those of before where nothing has moved`, () => {
      const { made } = edit(200 * LINES + 1, 0, '\n');
      assert.ok(made.every(({ range }) => range.start.line >= 200 * LINES));
    });

    it(`${name} are marked once after a text error, and unmarked as they were`, () => {
      const document = open(JOBS);
      const place = { line: 100 * LINES + 1, character: 0 };
      const before = ask(document);
      document.edit({ start: place, end: place }, ')');
      const marked = new Set(ask(document));
      document.edit({ start: place, end: { ...place, character: 1 } }, '');
      assert.equal(ask(document).filter((finding) => !before.includes(finding)).length, 2);
      document.edit({ start: place, end: place }, ')');
      const again = ask(document).filter((finding) => !marked.has(finding));
      assert.ok(again.length <= 3, `${again.length}`);
    });
  }
});
