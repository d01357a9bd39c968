import assert from 'node:assert/strict';
import { ConfigPart } from '../../../src/config/document/config-part.ts';
import {
  FINDINGS,
  LINT_COMMENTS,
  PartList,
  TEXT_ERRORS,
} from '../../../src/config/document/part-list.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

const OPTIONS = { project: 'p', registry: validationManagers() };

function part(text: string): ConfigPart {
  return new ConfigPart(text, false, OPTIONS);
}

const HEAD = part('# a comment\n\n');
const GOOD = part('job {\n  id: "a"\n  noop {}\n}\n');
const WRONG = part('job { id: "b" }\n');
const BROKEN = part('job { id: @ }');

function list(...parts: readonly ConfigPart[]): PartList {
  const all = new PartList();
  all.replace(0, 0, parts);
  return all;
}

/** `line index` of each part that is visited. */
function visited(parts: PartList, marks: number, ...also: readonly ConfigPart[]): string[] {
  const seen: string[] = [];
  parts.visit(marks, new Set(also), (_part, line, index) => seen.push(`${line} ${index}`));
  return seen;
}

describe('the list of parts', () => {
  it('finds the part that a line is in', () => {
    const parts = list(HEAD, GOOD, BROKEN);
    const places = [0, 1, 2, 5, 6, 99].map((line) => parts.find(line));
    assert.deepEqual(places, [
      { index: 0, start: 0 },
      { index: 0, start: 0 },
      { index: 1, start: 2 },
      { index: 1, start: 2 },
      { index: 2, start: 6 },
      { index: 2, start: 6 },
    ]);
  });

  it('visits those that have something to say, and those asked for', () => {
    const parts = list(HEAD, GOOD, WRONG, BROKEN);
    assert.deepEqual(visited(parts, FINDINGS), ['6 2', '7 3']);
    assert.deepEqual(visited(parts, FINDINGS, GOOD), ['2 1', '6 2', '7 3']);
    assert.deepEqual(visited(parts, LINT_COMMENTS), ['0 0']);
    assert.equal(parts.has(TEXT_ERRORS), true);
  });

  it('follows replacements', () => {
    const parts = list(HEAD, GOOD, BROKEN);
    assert.deepEqual(parts.replace(1, 2, [WRONG, GOOD]), [GOOD, BROKEN]);
    assert.deepEqual(parts.all(), [HEAD, WRONG, GOOD]);
    assert.deepEqual(visited(parts, FINDINGS), ['2 1']);
    assert.equal(parts.has(TEXT_ERRORS), false);
    assert.throws(() => parts.at(3), RangeError);
  });

  it('finds the first of the entries that are wanted', () => {
    const parts = list(HEAD, GOOD, WRONG);
    assert.equal(parts.findEntry(({ id }) => id !== 'a')?.id, 'b');
    assert.equal(
      parts.findEntry(({ id }) => id === 'c'),
      undefined,
    );
  });

  it('knows which part an entry is in, as long as it is there', () => {
    const parts = list(GOOD, WRONG);
    const entries = [...GOOD.entries, ...WRONG.entries];
    assert.deepEqual([...parts.partsOf(entries)], [GOOD, WRONG]);
    parts.replace(0, 1, []);
    assert.deepEqual([...parts.partsOf(entries)], [WRONG]);
  });
});
