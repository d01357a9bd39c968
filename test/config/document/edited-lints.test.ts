// Lints across entries follow edits: an entry that comes or goes leaves what a fresh look at the text finds.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import type { Range } from '../../../src/text/range.ts';

/** Lines that say something of each other: circles, copies, crowds, targets, sets, and comments that switch that off. */
const LINES = [
  'trigger { id: "t" triggers: "t" noop {} }',
  'trigger { id: "t" triggers: "u" noop {} }',
  'trigger { id: "u" triggers: ["t", "a"] noop {} }',
  'trigger { id: "u" disabled: true triggers: ["v", "a"] noop {} }',
  'trigger { id: "v" triggers: ["u", "w", "b"] noop {} }',
  'trigger { id: "w" triggers: ["u", "v", "no"] noop {} }',
  'job { id: "a" noop {} }',
  'job { id: "a" schedule: "30 10 * * 0" noop {} }',
  'job { id: "b" disabled: true noop {} }',
  'job { id: "b" schedule: "30 * * * *" buildbucket { server: "h.com" builder: "x" } realm: "ci" }',
  'job { id: "c" schedule: "*/10 10 * * *" buildbucket { server: "h.com" builder: "x" } realm: "ci" }',
  'job { id: "d" schedule: "with 1h interval" buildbucket { server: "h.com" builder: "x" } realm: "ci" }',
  'job { id: "e" acl_sets: "s" noop {} }',
  'acl_sets { name: "s" acls { role: TRIGGERER granted_to: "g" } }',
  'acl_sets { name: "s" acls { role: OWNER granted_to: "g" } }',
  'job { id: "f" noop {} } # lint-disable: lint-job-never-triggered',
  '# lint-disable: lint-job-never-triggered, lint-trigger-circle',
  '# lint-disable-file: lint-job-copied lint-crowded-minute',
  '# lint-disable-file: lint-job-nevr',
  'job { id: "g" noop: 5 }',
  'trigger { id: "x" triggers: "a" noop: 5 }',
  '# nothing',
  '',
];

describe('lints across entries, while lines come and go', () => {
  it('are what a fresh look at the text finds', () => {
    const line = fc.constantFrom(...LINES);
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.integer({ min: 0, max: 3 }),
      insert: fc.array(line, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        (lines, edits) => {
          const document = open(lines.join('\n'));
          let now = [...lines];
          for (const { at, remove, insert } of edits) {
            const first = now.length === 0 ? 0 : at % now.length;
            document.edit(wholeLines(first, Math.min(remove, now.length - first)), joined(insert));
            now = now.toSpliced(first, remove, ...insert);
            document.findings();
          }
          assert.deepEqual(document.findings(), open(document.text).findings());
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The range of `count` lines, line ends included. */
function wholeLines(line: number, count: number): Range {
  return { start: { line, character: 0 }, end: { line: line + count, character: 0 } };
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function open(text: string): ProjectConfigDocument {
  const lints = {
    off: new Set<string>(),
    crowdedMinuteLimit: 1,
    now: () => Date.parse('2026-07-10T12:00:00Z'),
  };
  return ProjectConfigDocument.open(text, { project: 'p', registry: validationManagers(), lints });
}
