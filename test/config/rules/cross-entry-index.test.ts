import assert from 'node:assert/strict';
import { analysePart, type EntryAnalysis } from '../../../src/config/document/entry-analysis.ts';
import { CrossEntryIndex } from '../../../src/config/rules/cross-entry-index.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { Source } from '../../../src/text/source.ts';

const OPTIONS = { project: 'proj', registry: validationManagers() };

function entry(text: string): EntryAnalysis {
  const [first] = analysePart(new Source(text), OPTIONS).entries;
  assert.ok(first);
  return first;
}

const BUILD = entry('job { id: "build" noop {} }');
const TWIN = entry('job { id: "build" noop { sleep_ms: 1 } }');
const POLLER = entry('trigger { id: "poller" noop {} triggers: ["build", "biuld", "biuld"] }');
const NAMELESS = entry('trigger { noop {} }');
const BROKEN = entry('job { id: @ }');

describe('the index across entries', () => {
  it('knows what ids are missing and which are taken twice', () => {
    const index = new CrossEntryIndex();
    index.add(POLLER);
    assert.deepEqual([...index.unknown], ['build', 'biuld']);
    index.add(BUILD);
    assert.deepEqual([...index.unknown], ['biuld']);
    assert.deepEqual([...index.duplicates], []);
    index.add(TWIN);
    assert.deepEqual([...index.duplicates], ['build']);
  });

  it('finds who has an id and who names it', () => {
    const index = new CrossEntryIndex();
    for (const each of [BUILD, POLLER, TWIN]) index.add(each);
    assert.deepEqual([...index.holdersOf(['build', 'nobody'])], [BUILD, TWIN]);
    assert.deepEqual([...index.referrersTo(index.unknown)], [POLLER]);
    assert.deepEqual([...index.referrersTo(['poller'])], []);
  });

  it('forgets an entry as if it had not been there', () => {
    const index = new CrossEntryIndex();
    for (const each of [BUILD, TWIN, POLLER, NAMELESS, BROKEN]) index.add(each);
    for (const each of [POLLER, BROKEN, BUILD, NAMELESS, TWIN]) index.remove(each);
    assert.deepEqual(index, new CrossEntryIndex());
    assert.equal(index.hasUnreadable, false);
    assert.deepEqual([...index.allIds], []);
    assert.deepEqual([...index.unknown, ...index.duplicates], []);
  });

  it('does not count entries without an id as holders, and remembers those it cannot read', () => {
    const index = new CrossEntryIndex();
    index.add(NAMELESS);
    index.add(NAMELESS);
    assert.deepEqual([...index.duplicates], []);
    assert.equal(index.hasUnreadable, false);
    index.add(BROKEN);
    assert.equal(index.hasUnreadable, true);
  });

  it('knows what was probably meant, of the ids that there are now', () => {
    const index = new CrossEntryIndex();
    index.add(POLLER);
    assert.equal(index.closestId('biuld'), undefined);
    index.add(BUILD);
    assert.equal(index.closestId('biuld'), 'build');
    index.remove(BUILD);
    assert.equal(index.closestId('biuld'), undefined);
  });
});
