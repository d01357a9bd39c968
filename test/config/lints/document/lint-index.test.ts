import assert from 'node:assert/strict';
import { LintIndex } from '../../../../src/config/lints/document/lint-index.ts';
import type { EntryFacts } from '../../../../src/config/message/entry-facts.ts';
import { factsOf as entry } from './facts.ts';

const part = (entries: readonly EntryFacts[], triggererSets: readonly string[] = []) => ({
  entries,
  triggererSets,
  offInFile: [],
});

/** An index that has been asked once what has changed, and what it says the next times. */
function watched(): { index: LintIndex; changes: () => string } {
  const index = new LintIndex();
  index.takeChanges();
  return {
    index,
    changes() {
      const { everywhere, ids, entries } = index.takeChanges();
      const of = [...entries].map(({ id }) => `job ${id}`);
      return [...(everywhere ? ['everywhere'] : []), ...[...ids].sort(), ...of].join(', ');
    },
  };
}

describe('an index for lints', () => {
  it('says at first that anything may have changed, and then nothing', () => {
    const index = new LintIndex();
    const everything = { everywhere: true, ids: new Set(), entries: new Set() };
    assert.deepEqual(index.takeChanges(), everything);
    assert.deepEqual(index.takeChanges(), { ...everything, everywhere: false });
  });

  const copied = { key: 'x', field: 'builder', words: '' };
  // Each row: what comes; and what lints may see otherwise when it comes to the entries of `BEFORE`, and when it goes.
  const BEFORE = [
    entry('job', 'waiting'),
    entry('job', 'named'),
    entry('job', 'off', { disabled: true }),
    entry('job', 'copy', { schedule: '@daily', sameness: copied }),
    entry('trigger', 't', { triggers: ['named', 'u'] }),
  ];
  const table: readonly (readonly [what: string, comes: EntryFacts, changes: string])[] = [
    ['a job that waits for triggers', entry('job', 'a'), 'a'],
    ['another of the same id', entry('job', 'waiting'), ''],
    ['a job that is triggered already', entry('job', 'named'), ''],
    ['a job that others may trigger', entry('job', 'a', { triggeredByOthers: true }), ''],
    ['a job with a schedule', entry('job', 'a', { schedule: '0 1 * * *' }), ''],
    ['a disabled job', entry('job', 'a', { disabled: true }), ''],
    ['a trigger', entry('trigger', 'a'), ''],
    ['a trigger of a waiting job', entry('trigger', 'a', { triggers: ['waiting'] }), 'waiting'],
    ['a trigger of a job that has another', entry('trigger', 'a', { triggers: ['named'] }), ''],
    ['a trigger of a disabled job', entry('trigger', 'a', { triggers: ['off'] }), 'off'],
    ['an enabled job beside the disabled one', entry('job', 'off', { schedule: '@daily' }), ''],
    [
      'a disabled trigger',
      entry('trigger', 'a', { disabled: true, triggers: ['waiting', 'off'] }),
      '',
    ],
    ['one that makes a circle', entry('trigger', 'u', { triggers: ['t'] }), 't, u'],
    ['a copy', entry('job', 'a', { schedule: '@daily', sameness: copied }), 'job a, job copy'],
    [
      'a copy that is disabled',
      entry('job', 'a', { schedule: '@daily', sameness: copied, disabled: true }),
      '',
    ],
  ];
  for (const [what, comes, expected] of table) {
    it(`names what may look otherwise because of ${what}`, () => {
      const { index, changes } = watched();
      index.add(part(BEFORE));
      changes();
      index.add(part([comes]));
      const byName = (names: string) => names.split(', ').sort().join(', ');
      assert.equal(byName(changes()), expected);
      index.remove(part([comes]));
      assert.equal(byName(changes()), expected);
      assert.equal(changes(), '');
    });
  }

  it('says so too when a set that lets others trigger jobs comes for the first time or goes for good', () => {
    const { index, changes } = watched();
    const sets = part([], ['s']);
    const steps = [
      [() => index.add(sets), 'everywhere'],
      [() => index.add(sets), ''],
      [() => index.remove(sets), ''],
      [() => index.remove(sets), 'everywhere'],
    ] as const;
    for (const [step, expected] of steps) {
      step();
      assert.equal(changes(), expected);
    }
  });

  for (const [what, jobsOf] of [
    ['ids', (count: number) => Array.from({ length: count }, (_, i) => entry('job', `${i}`))],
    [
      'copies',
      (count: number) =>
        Array.from({ length: count }, (_, i) =>
          entry('job', `${i}`, { schedule: '@daily', sameness: copied }),
        ),
    ],
  ] as const) {
    it(`names 2000 ${what}, and of more that it may be anything`, () => {
      const { index } = watched();
      const jobs = part(jobsOf(2000));
      index.add(jobs);
      const { everywhere, ids, entries } = index.takeChanges();
      assert.deepEqual([everywhere, ids.size + entries.size], [false, 2000]);
      index.remove(jobs);
      index.takeChanges();
      // And what comes behind these is no news.
      index.add(part(jobsOf(2005)));
      const more = index.takeChanges();
      assert.deepEqual([more.everywhere, more.ids.size + more.entries.size], [true, 0]);
      index.add(part([entry('job', 'next')]));
      assert.deepEqual([...index.takeChanges().ids], ['next']);
    });
  }

  it('knows the jobs that wait and the triggers that are lost', () => {
    const index = new LintIndex();
    index.add(
      part([
        ...BEFORE,
        entry('job', 'mine', { triggeredByOthers: true }),
        entry('trigger', 'v', { triggers: ['off', 'off', 'nobody'] }),
        entry('trigger', 'off', { disabled: true, triggers: ['waiting'] }),
      ]),
    );
    assert.deepEqual([...index.untriggered], ['waiting']);
    assert.deepEqual([...index.lost], ['off']);
  });

  it('is complete while every entry can be read', () => {
    const index = new LintIndex();
    const broken = part([entry('job', 'a', { readable: false }), entry('job', 'b')]);
    assert.equal(index.isComplete, true);
    index.add(broken);
    assert.equal(index.isComplete, false);
    index.remove(broken);
    assert.equal(index.isComplete, true);
  });

  it('counts the jobs of a minute, enabled ones that start themselves', () => {
    const index = new LintIndex();
    const today = Date.parse('2026-07-10T12:00:00Z');
    const jobs = () => index.crowdedMinute(today, 1)?.jobs;
    const at = { schedule: '30 10 * * *' };
    index.add(part([entry('job', 'a', at), entry('job', 'b', at)]));
    assert.deepEqual(index.crowdedMinute(today, 1), {
      time: Date.parse('2026-07-10T10:30:00Z'),
      jobs: 2,
    });
    for (const other of [
      entry('trigger', 't', at),
      entry('job', 'c', { ...at, disabled: true }),
      entry('job', 'd', { schedule: 'with 10m interval' }),
      entry('job', 'e', { schedule: 'triggered' }),
      entry('job', 'f'),
    ]) {
      index.add(part([other]));
      assert.equal(jobs(), 2, other.id);
    }
    const last = part([entry('job', 'g', at)]);
    index.add(last);
    assert.equal(jobs(), 3);
    index.remove(last);
    assert.equal(jobs(), 2);
    // The next day has another such minute.
    const tomorrow = index.crowdedMinute(today + 86_400_000, 1);
    assert.equal(tomorrow?.time, Date.parse('2026-07-11T10:30:00Z'));
  });
});
