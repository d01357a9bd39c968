import assert from 'node:assert/strict';
import { withDocumentEdits } from '../../../src/config/fixes/document-edits.ts';
import { suppressions } from '../../../src/config/fixes/suppress-lint.ts';
import { openLinted } from './open-linted.ts';

/** Fires in each minute of an hour. */
const HOT = 'schedule: "* 13 * * *" noop {}';
const CODE = 'lint-cron-every-minute';

describe('a comment that switches a lint off', () => {
  const table: [what: string, before: string, ...after: string[]][] = [
    [
      'for a job, and for the file',
      `job { id: "a" ${HOT} }\n`,
      `# lint-disable: ${CODE}\njob { id: "a" ${HOT} }\n`,
      `# lint-disable-file: ${CODE}\njob { id: "a" ${HOT} }\n`,
    ],
    [
      'goes on with a comment that is there',
      `# lint-disable: lint-schedule-rare\njob { id: "a" ${HOT} }\n`,
      `# lint-disable: lint-schedule-rare, ${CODE}\njob { id: "a" ${HOT} }\n`,
      `# lint-disable: lint-schedule-rare\n# lint-disable-file: ${CODE}\njob { id: "a" ${HOT} }\n`,
    ],
    [
      'below the comment at the beginning of the file',
      `# Copyright.\n\njob { id: "b" schedule: "1 1 * * *" noop {} }\njob { id: "a" ${HOT} }\n`,
      `# Copyright.\n\njob { id: "b" schedule: "1 1 * * *" noop {} }\n# lint-disable: ${CODE}\njob { id: "a" ${HOT} }\n`,
      `# Copyright.\n# lint-disable-file: ${CODE}\n\njob { id: "b" schedule: "1 1 * * *" noop {} }\njob { id: "a" ${HOT} }\n`,
    ],
    [
      'with the line ends of the file',
      `# A.\r\njob {\r\n  id: "a" ${HOT} }\r\n`,
      `# A.\r\n# lint-disable: ${CODE}\r\njob {\r\n  id: "a" ${HOT} }\r\n`,
      `# A.\r\n# lint-disable-file: ${CODE}\r\njob {\r\n  id: "a" ${HOT} }\r\n`,
    ],
    [
      'not for the second job of a line',
      `job { id: "b" schedule: "1 1 * * *" noop {} } job { id: "a" ${HOT} }\n`,
      `# lint-disable-file: ${CODE}\njob { id: "b" schedule: "1 1 * * *" noop {} } job { id: "a" ${HOT} }\n`,
    ],
  ];
  for (const [what, before, ...after] of table) {
    it(what, () => {
      const document = openLinted(before);
      const [finding] = document.findings();
      assert.equal(finding?.code, CODE);
      const fixes = suppressions(document, finding);
      const texts = fixes.map(({ edits }) => withDocumentEdits(before, edits));
      assert.deepEqual(texts, after);
      for (const text of texts) assert.deepEqual(openLinted(text).findings(), []);
      assert.ok(fixes.every(({ isPreferred }) => !isPreferred));
    });
  }

  it('is not offered for what the service rejects', () => {
    const document = openLinted('job { noop {} schedule: "1 1 * * *" }');
    assert.deepEqual(
      document.findings().flatMap((finding) => suppressions(document, finding)),
      [],
    );
  });
});
