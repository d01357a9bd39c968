import assert from 'node:assert/strict';
import { runTarget } from '../../src/language/run-target.ts';
import { triggeredJobs } from '../../src/language/triggered-jobs.ts';
import { jobNameOf } from '../../src/task/ids.ts';
import { assertLinearTime } from '../linear-time.ts';
import { openMarked } from '../marked-text.ts';

const RUNS_HERE = new Set(['noop']);

const trigger = (id: string, ...triggers: string[]) =>
  `trigger { id: "${id}" noop {} ${triggers.map((name) => `triggers: "${name}"`).join(' ')} }\n`;
const job = (id: string, more = 'noop {}') => `job { id: "${id}" ${more} }\n`;

/** A config, the trigger that is run, the jobs that it starts, and what is said about others. */
const CASES: readonly [name: string, text: string, triggered: string, ...refusals: string[]][] = [
  ['a job triggers nothing', job('a'), ''],
  ['a trigger starts its jobs', trigger('a', 'c', 'b') + job('b') + job('c'), 'b c'],
  ['a trigger starts triggers', trigger('a', 'b') + trigger('b', 'c') + job('c'), 'b c'],
  ['each once', trigger('a', 'b', 'c') + trigger('b', 'c') + job('c'), 'b c'],
  ['a circle ends', trigger('a', 'b') + trigger('b', 'a', 'b'), 'b'],
  [
    'a disabled one is left out',
    trigger('a', 'b', 'c') + job('b', 'disabled: true noop {}') + job('c'),
    'c',
    'Job "b" is not started: it is disabled.',
  ],
  [
    'and one with errors',
    trigger('a', 'b', 'c') + job('b', 'schedule: "every day" noop {}') + job('c'),
    'c',
    'Job "b" is not started: it has errors.',
  ],
];

describe('the jobs that a trigger starts', () => {
  for (const [name, text, triggered, ...refusals] of CASES) {
    it(name, () => {
      const { document } = openMarked(text);
      const target = runTarget(document, 'a', { runsHere: RUNS_HERE });
      assert.ok(target.kind === 'runnable');
      const found = triggeredJobs(document, target.definition, { runsHere: RUNS_HERE });
      assert.equal(found.definitions.map(({ jobId }) => jobNameOf(jobId)).join(' '), triggered);
      assert.deepEqual(found.refusals, refusals);
    });
  }

  it('are found in linear time, in one part and in many, however they trigger each other', () => {
    for (const separator of [' ', '\n']) {
      assertLinearTime(
        3000,
        (size) => {
          const entry = (n: number) =>
            `trigger { id: "t${n}" noop {} triggers: "t${n + 1}" triggers: "t0" }`;
          const chain = Array.from({ length: size }, (_, n) => entry(n)).join(separator);
          return `${chain}${separator}job { id: "t${size}" noop {} }`;
        },
        (text) => {
          const { document } = openMarked(text);
          const target = runTarget(document, 't0', { runsHere: RUNS_HERE });
          assert.ok(target.kind === 'runnable');
          triggeredJobs(document, target.definition, { runsHere: RUNS_HERE });
        },
      );
    }
  });
});
