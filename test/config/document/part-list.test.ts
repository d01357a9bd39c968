import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ConfigPart } from '../../../src/config/document/config-part.ts';
import { PartList } from '../../../src/config/document/part-list.ts';
import { FINDINGS, LINT_COMMENTS, TEXT_ERRORS } from '../../../src/config/document/part-marks.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';

const OPTIONS = { project: 'p', registry: validationManagers() };

function part(text: string): ConfigPart {
  return new ConfigPart(text, false, OPTIONS);
}

const HEAD = '# a comment\n\n';
const GOOD = 'job {\n  id: "a"\n  noop {}\n}\n';
const WRONG = 'job { id: "b" }\n';
const BROKEN = 'job { id: @ }';

function list(...texts: readonly string[]): PartList {
  const all = new PartList();
  all.replace(0, 0, texts.map(part));
  return all;
}

function textsOf(parts: readonly ConfigPart[]): readonly string[] {
  return parts.map(({ text }) => text);
}

/** `line index` of each part that is visited. */
function visited(parts: PartList, marks: number, ...also: readonly ConfigPart[]): string[] {
  const seen: string[] = [];
  parts.visit({ marks, also: new Set(also) }, (_part, line, index) => {
    seen.push(`${line} ${index}`);
  });
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
    assert.deepEqual(visited(parts, FINDINGS, parts.at(1)), ['2 1', '6 2', '7 3']);
    assert.deepEqual(visited(parts, LINT_COMMENTS), ['0 0']);
    assert.equal(parts.has(TEXT_ERRORS), true);
  });

  it('follows replacements', () => {
    const parts = list(HEAD, GOOD, BROKEN);
    const before = parts.snapshot();
    assert.deepEqual(textsOf(parts.replace(1, 2, [WRONG, GOOD].map(part))), [GOOD, BROKEN]);
    assert.deepEqual(textsOf(parts.all()), [HEAD, WRONG, GOOD]);
    assert.deepEqual(textsOf(before()), [HEAD, GOOD, BROKEN]);
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
    const [good, wrong] = parts.all();
    const entries = parts.all().flatMap((each) => each.entries);
    assert.deepEqual([...parts.partsOf(entries)], [good, wrong]);
    parts.replace(0, 1, []);
    assert.deepEqual([...parts.partsOf(entries)], [wrong]);
  });

  it('is an array to whoever replaces, finds and visits, however long it is', () => {
    const texts = fc.array(fc.constantFrom(HEAD, GOOD, WRONG, `${GOOD}\n\n`), { maxLength: 90 });
    const edit = fc.record({ at: fc.nat(), count: fc.nat(80), texts });
    fc.assert(
      fc.property(texts, fc.array(edit, { maxLength: 5 }), fc.nat(), (initial, edits, pick) => {
        const parts = list(...initial);
        let model = [...parts.all()];
        for (const { at, count, texts: inserted } of edits) {
          const first = at % (model.length + 1);
          const removable = Math.min(count, model.length - first);
          const added = inserted.map(part);
          const removed = parts.replace(first, removable, added);
          assert.deepEqual(removed, model.slice(first, first + removable));
          model = model.toSpliced(first, removable, ...added);
        }
        assert.deepEqual(parts.all(), model);
        assert.equal(parts.length, model.length);
        const chosen = model[pick % Math.max(1, model.length)];
        const also = chosen ? [chosen] : [];
        const expected: string[] = [];
        let line = 0;
        for (const [index, each] of model.entries()) {
          assert.equal(parts.at(index), each);
          assert.deepEqual(parts.find(line), { index, start: line });
          assert.deepEqual(parts.find(line + each.lines - 1), { index, start: line });
          if ((each.marks & FINDINGS) !== 0 || each === chosen) expected.push(`${line} ${index}`);
          line += each.lines;
        }
        assert.deepEqual(visited(parts, FINDINGS, ...also), expected);
      }),
      { numRuns: 60 },
    );
  }).timeout(180_000);
});
