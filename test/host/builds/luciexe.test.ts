import assert from 'node:assert/strict';
import path from 'node:path';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';
import { buildOf, runBuild } from './build-fixture.ts';

const PROGRAM = path.join(import.meta.dirname, 'luciexe-process.ts');

describe('a luciexe', () => {
  const newFolder = temporaryFolders();
  const command = (scenario: string, ...more: string[]) => [
    ...[process.execPath, PROGRAM, scenario],
    ...more,
  ];

  it('gets what the protocol promises, and a cache that lasts', async () => {
    const folder = newFolder();
    for (const visit of [1, 2]) {
      const { outcome, log } = await runBuild(folder, command('looks around'), {
        build: buildOf({ id: '1234567' }),
      });
      assert.deepEqual(
        [outcome, log.includes(`visit ${visit}`)],
        ['SUCCESS', true],
        log.join('\n'),
      );
    }
  });

  it('says by its builds how it goes and how it has ended, whatever its exit code is', async () => {
    const { outcome, log, updates } = await runBuild(newFolder(), command('succeeds'));
    assert.equal(outcome, 'SUCCESS');
    assert.deepEqual(log.slice(1, -1), [
      'Step compile has started',
      'Step compile has succeeded',
      'Step test has started',
      'Step test has failed',
      'Summary: all **well**',
    ]);
    assert.equal(updates.length, 3);
    assert.deepEqual(
      updates.at(-1)?.steps.map(({ name, status }) => [name, status]),
      [
        ['compile', 12],
        ['test', 20],
      ],
    );
  });

  const ENDS: readonly (readonly [scenario: string, outcome: string, said: RegExp])[] = [
    ['compresses', 'FAILURE', /^Summary: x{3991}…$/],
    [
      'ends early',
      'INFRA_FAILURE',
      /did not say how the build has ended: a luciexe sets its status/,
    ],
    ['is cut off', 'SUCCESS', /exit code 0/],
    ['opens it and says nothing', 'INFRA_FAILURE', /left no build behind/],
    ['logs', 'SUCCESS', /^\[steps\/compile\/log\] two$/],
    ['sends no message', 'INFRA_FAILURE', /^The program sent a build that cannot be read: /],
    [
      'sends what is not compressed',
      'INFRA_FAILURE',
      /^The program sent a build that cannot be decompr/,
    ],
    ['sends too much', 'INFRA_FAILURE', /^The program sent a message that is too long\.$/],
    [
      'speaks another protocol',
      'INFRA_FAILURE',
      /^The program opened a stream that does not begin as/,
    ],
    ['describes nothing', 'INFRA_FAILURE', /description is not JSON\.$/],
    ['describes what nobody knows', 'INFRA_FAILURE', /has a type that nobody knows\.$/],
    ['keeps a stream open', 'SUCCESS', /^\[endless\] begun$/],
  ];
  for (const [scenario, outcome, said] of ENDS) {
    it(`${scenario}: ${outcome}`, async () => {
      const run = await runBuild(newFolder(), command(scenario));
      assert.equal(run.outcome, outcome, run.log.join('\n'));
      assert.ok(
        run.log.some((line) => said.test(line)),
        run.log.join('\n'),
      );
      assert.ok(!run.log.join('\n').includes('not to be seen'));
    });
  }

  const OUTPUTS: readonly (readonly [scenario: string, outcome: string, said: RegExp])[] = [
    ['leaves a build', 'FAILURE', /^Summary: it is \*red\*$/],
    ['leaves something else', 'INFRA_FAILURE', /is no build: /],
    ['leaves no end', 'INFRA_FAILURE', /did not say how the build has ended/],
    ['leaves nothing', 'INFRA_FAILURE', /left no build behind/],
    // The stream says more than a file.
    ['succeeds', 'SUCCESS', /^Summary: all/],
  ];
  for (const [scenario, outcome, said] of OUTPUTS) {
    it(`that is asked for its output ${scenario}: ${outcome}`, async () => {
      const asking = command(scenario, `--output=\${buildOutput}`);
      const run = await runBuild(newFolder(), asking);
      assert.equal(run.outcome, outcome, run.log.join('\n'));
      assert.ok(
        run.log.some((line) => said.test(line)),
        run.log.join('\n'),
      );
    });
  }
});
