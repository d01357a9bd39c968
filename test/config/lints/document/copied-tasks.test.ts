import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CopiedTasks } from '../../../../src/config/lints/document/copied-tasks.ts';
import type { EntryFacts } from '../../../../src/config/message/entry-facts.ts';
import { assertLinearTime } from '../../../linear-time.ts';
import { factsOf } from './facts.ts';

/** @param key equal for jobs that do the same; undefined for those that are compared with nobody */
function job(id: string, key: string | undefined, readable = true): EntryFacts {
  const sameness = key === undefined ? undefined : { key, field: 'builder', words: '' };
  return factsOf('job', id, { taskField: 'buildbucket', readable, sameness });
}

function idsOf(jobs: Iterable<EntryFacts>): readonly string[] {
  return [...jobs].map(({ id }) => id);
}

describe('copied tasks', () => {
  const [a, b, c, other] = [job('a', 'x'), job('b', 'x'), job('c', 'x'), job('d', 'y')];

  it('are those of jobs that are not alone in what they do', () => {
    const tasks = new CopiedTasks();
    for (const one of [a, other, job('e', undefined), job('f', 'x', false)]) tasks.add(one);
    assert.deepEqual(idsOf(tasks.copies), []);
    assert.equal(tasks.othersLike(a), undefined);
    tasks.add(b);
    assert.deepEqual(idsOf(tasks.copies), ['b', 'a']);
    assert.deepEqual(tasks.othersLike(a), { one: b, count: 1 });
    tasks.add(c);
    assert.deepEqual(tasks.othersLike(b), { one: a, count: 2 });
    assert.equal(tasks.othersLike(other), undefined);
  });

  it('are none any more when the others have gone', () => {
    const tasks = new CopiedTasks();
    for (const one of [a, b, c]) tasks.add(one);
    tasks.remove(other);
    tasks.remove(a);
    assert.deepEqual(new Set(idsOf(tasks.copies)), new Set(['b', 'c']));
    tasks.remove(c);
    assert.deepEqual(idsOf(tasks.copies), []);
    assert.equal(tasks.othersLike(b), undefined);
    tasks.remove(b);
    tasks.add(c);
    assert.deepEqual(idsOf(tasks.copies), []);
  });

  it('are those of groups of two and more, whatever comes and goes', () => {
    const jobs = ['a', 'b', 'c', 'd', 'e', 'a', 'c'].map((id, i) => job(id, i % 5 ? 'x' : 'y'));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(jobs.length - 1), fc.boolean())), (steps) => {
        const told = new Set<EntryFacts>();
        const tasks = new CopiedTasks((one) => told.delete(one) || told.add(one));
        const there = new Set<EntryFacts>();
        for (const [index, asks] of steps) {
          const one = jobs[index];
          assert.ok(one);
          if (there.delete(one)) tasks.remove(one);
          else {
            tasks.add(one);
            there.add(one);
          }
          const like = (other: EntryFacts) =>
            [...there].filter(
              (each) => each !== other && each.sameness?.key === other.sameness?.key,
            );
          const copies = [...there].filter((each) => like(each).length > 0);
          assert.deepEqual(new Set(tasks.copies), new Set(copies));
          // Whoever listens knows the same.
          assert.deepEqual(told, new Set(copies));
          if (!asks) continue;
          for (const each of jobs) {
            const others = there.has(each) ? like(each) : [];
            const answer = tasks.othersLike(each);
            assert.equal(answer?.count ?? 0, others.length);
            const least = others.map(({ id }) => id).sort()[0];
            assert.equal(answer?.one.id, least);
            assert.ok(!answer || others.includes(answer.one));
          }
        }
      }),
    );
  });

  it('take linear time when all are replaced by others, as by an edit of a line that they share', () => {
    assertLinearTime(
      40_000,
      (size) => Array.from({ length: size }, (_, n) => job(`j${n}`, 'x')),
      (jobs) => {
        const tasks = new CopiedTasks();
        const edited = jobs.map((one) => ({ ...one }));
        for (const one of jobs) tasks.add(one);
        for (const one of edited) tasks.add(one);
        for (const one of jobs) tasks.remove(one);
        assert.equal(tasks.copies.size, edited.length);
        for (const one of edited) tasks.othersLike(one);
      },
    );
  });
});
