import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { allSentences } from './all-sentences.ts';

const SNAPSHOT = path.join(import.meta.dirname, 'sentences.txt');

const ADVICE =
  'Run UPDATE_SNAPSHOTS=1 npm run test:unit, and read what it changes in test/wording/sentences.txt.';

describe('sentences.txt', () => {
  it('has every sentence that a user can read', () => {
    const found = allSentences();
    if (process.env['UPDATE_SNAPSHOTS']) fs.writeFileSync(SNAPSHOT, found);
    const written = fs.existsSync(SNAPSHOT) ? fs.readFileSync(SNAPSHOT, 'utf8') : '';
    const difference = { added: without(found, written), removed: without(written, found) };
    assert.deepEqual(difference, { added: [], removed: [] }, ADVICE);
    assert.ok(found === written, `The order differs. ${ADVICE}`);
  });
});

/** The lines of a text that another has not. */
function without(text: string, other: string): readonly string[] {
  const lines = new Set(other.split('\n'));
  return text.split('\n').filter((line) => !lines.has(line));
}
