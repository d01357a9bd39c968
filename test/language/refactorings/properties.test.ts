// Refactorings change nothing that the service reads, and lose no comment: of real configs where the corpus is at hand.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { withDocumentEdits } from '../../../src/config/fixes/document-edits.ts';
import { readPart } from '../../../src/config/message/read-part.ts';
import { refactorings } from '../../../src/language/refactorings/refactorings.ts';
import { sortedById } from '../../../src/language/refactorings/sort-entries.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { lineStarts, positionAt } from '../../../src/text/lines.ts';
import { Source } from '../../../src/text/source.ts';
import { HAS_CORPUS, validConfigs } from '../../mistakes/real-configs.ts';

const registry = validationManagers();

/** Adds something, rather than to write the same otherwise. */
const ADDS = 'Add a trigger for this job';

/** So many places of each config are tried. */
const PLACES = 12;

interface Read {
  readonly [field: string]: unknown;
}

function read(text: string): Read {
  const { root, textErrors } = readPart(new Source(text), registry.projectConfig);
  assert.deepEqual(textErrors, []);
  return root.value as Read;
}

function comments(text: string): readonly string[] {
  const found = text.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g) ?? [];
  return found
    .filter((one) => one.startsWith('#'))
    .map((one) => one.trimEnd())
    .toSorted();
}

/** Entries in any order. */
function sorted(message: Read): unknown {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, inner: unknown) => {
      if (typeof inner === 'bigint') return String(inner);
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    });
  return Object.entries(message).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(text).toSorted() : text(value),
  ]);
}

describe('refactorings of real configs', function () {
  this.timeout(300_000);

  it('leave the messages and the comments as they are', () => {
    if (!HAS_CORPUS) console.log('      there is no corpus: the example is refactored');
    let count = 0;
    for (const { text, file, fields } of validConfigs()) {
      const document = ProjectConfigDocument.open(text, { project: 'proj', registry });
      const before = sorted(read(text));
      const starts = lineStarts(text);
      const step = Math.max(1, Math.floor(fields.length / PLACES));
      for (let i = 0; i < fields.length; i += step) {
        const at = positionAt(starts, (fields[i]?.node.name.start ?? 0) + 1);
        for (const { title, edits } of refactorings(document, at)) {
          const after = withDocumentEdits(text, edits);
          const where = `${title}, line ${at.line + 1} of ${file}`;
          if (title === ADDS) {
            read(after);
          } else {
            assert.deepEqual(sorted(read(after)), before, where);
          }
          assert.deepEqual(comments(after), comments(text), where);
          count++;
        }
      }
      const after = sortedById(text);
      assert.deepEqual(sorted(read(after)), before, file);
      assert.deepEqual(comments(after), comments(text), file);
      assert.equal(sortedById(after), after);
    }
    console.log(`      ${count} refactorings`);
    assert.ok(count > 10);
  });
});
