import assert from 'node:assert/strict';
import v8 from 'node:v8';
import vm from 'node:vm';
import fc from 'fast-check';
import { LastAnalysis } from '../../../src/config/document/last-analysis.ts';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import type { Finding } from '../../../src/config/finding.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { generatedConfigs } from './config-fragments.ts';

function open(text: string, last?: LastAnalysis): ProjectConfigDocument {
  return ProjectConfigDocument.open(text, {
    project: 'p',
    registry: validationManagers(),
    lints: { off: new Set(), crowdedMinuteLimit: 1, now: () => 0 },
    ...(last && { last }),
    onRecovery: (error) => assert.fail(String(error)),
  });
}

/** One by one, from parts that keep nothing. */
function streamed(text: string): readonly Finding[] {
  return [...open(text, new LastAnalysis()).eachFinding()];
}

describe('findings one by one', () => {
  const CONFLICT =
    'job { id: "a" noop {} }\n<<<<<<< x\njob { id: "b" nope: 1 }\n=======\njob { id: "b" no: 1 }\n>>>>>>> y\n';
  for (const [name, text] of [
    ['nothing', ''],
    [
      'a first holder below',
      'trigger { id: "a" noop {} triggers: "b" }\njob { id: "a" noop {} }\n',
    ],
    ['holders on one line', 'job: [{ id: "a" noop {} }, { id: "a" noop {} }]\njob { id: "a" }\n'],
    ['a conflict', CONFLICT],
    ['bytes', 'job { id: "a" \udce9 noop {} }\njob { \udce9 }\ntrigger { \udce8 id: "a" id: 1 }\n'],
    ['UTF-16', '\udcff\udcfej\0o\0b\0 \0{\0}\0\n\0j\0o\0b\0 \0{\0}\0'],
  ] as const) {
    it(`are those that an editor gets: ${name}`, () => {
      const { shown } = open(text).worstFindings(1000);
      assert.deepEqual([...open(text).eachFinding()], shown);
      assert.deepEqual(streamed(text), shown);
    });
  }

  it('are those that an editor gets, whatever the text', () => {
    fc.assert(
      fc.property(generatedConfigs, (text) => {
        const { shown } = open(text).worstFindings(10_000);
        assert.deepEqual([...open(text).eachFinding()], shown);
        assert.deepEqual(streamed(text), shown);
      }),
      { numRuns: 300 },
    );
  }).timeout(180_000);

  describe('of parts that keep nothing', () => {
    // No two alike: of those that are, everything is found once in any case.
    const jobs = (count: number) =>
      Array.from({ length: count }, (_, n) => `job {} # ${n}\n`).join('');
    const good = (count: number) =>
      Array.from({ length: count }, (_, n) => `job { id: "j${n}" noop {} }\n`).join('');

    // Where there are ids, they have to be known to the end.
    for (const [name, text, share] of [
      ['jobs without an id', jobs(1500), 1 / 2],
      ['jobs with ids', good(1500), 4 / 5],
    ] as const) {
      it(`leave little behind: ${name}`, () => {
        // What is compiled or remembered for good is so before it is measured.
        const count = countOf(text);
        kept(text, count, new LastAnalysis());
        const little = median(() => kept(text, count, new LastAnalysis()));
        const all = median(() => kept(text, count));
        console.log(little / all);
        assert.ok(little < all * share, `${little} of ${all} bytes`);
      }).timeout(180_000);
    }

    // Whoever looks something up in another part must not have both analysed again each time.
    const shared = (count: number, entry: (n: number) => string) =>
      `job: [${Array.from({ length: count }, (_, n) => entry(n)).join(', ')}]\n`;
    for (const [name, textOf] of Object.entries({
      jobs,
      'duplicates of a line’s': (count: number) =>
        shared(count, (n) => `{ id: "j${n}" noop {} }`) + good(count),
      'triggers of two lines in circles': (count: number) =>
        [0, 1]
          .map((side) =>
            shared(
              count,
              (n) => `{ id: "${side}-${n}" noop {} triggers: "${1 - side}-${n + side}" }`,
            ),
          )
          .join('')
          .replaceAll('job:', 'trigger:'),
    })) {
      it(`take linear time: ${name}`, () => {
        assertLinearTime(1600, textOf, streamed);
      }).timeout(180_000);
    }
  });
});

/** Bytes that a document takes while half of the `count` findings have been told. */
function kept(text: string, count: number, last?: LastAnalysis): number {
  const before = heap();
  const document = open(text, last);
  const each = document.eachFinding()[Symbol.iterator]();
  for (let told = 0; told < count / 2; told++) each.next();
  const after = heap();
  // Still there.
  assert.equal(each.next().done, false);
  return after - before;
}

/** Of three: what other tests have left behind may go at any time. */
function median(measure: () => number): number {
  const values = Array.from({ length: 3 }, measure).sort((a, b) => a - b);
  return values[1] ?? Number.NaN;
}

/** In a function of its own, which leaves nothing of what it made behind. */
function countOf(text: string): number {
  return [...open(text).eachFinding()].length;
}

/** In bytes, without what nobody needs any more. */
function heap(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
