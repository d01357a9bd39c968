// `luci-jobs run` of builds: modelled, and as real commands.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { luciJobs } from './cli-in-process.ts';
import { CliProcess } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const CONFIG = `
job { id: "linux" realm: "ci" buildbucket { server: "bb.example" bucket: "ci" builder: "linux" properties: "mode:fast" } }
job { id: "win" realm: "ci" buildbucket { server: "bb.example" bucket: "ci" builder: "win" } }
`;
const REVISION = '0123456789abcdef0123456789abcdef01234567';

describe('luci-jobs run of builds', () => {
  const folder = configFolder({ 'jobs.cfg': CONFIG });

  async function run(job: string, ...args: readonly string[]) {
    const { stdout, stderr, exitCode } = await luciJobs(['run', 'jobs.cfg', job, ...args], {
      cwd: folder.path,
    });
    assert.equal(stderr, '');
    const status = /^(\w+) in [\d.]+ s$/m.exec(stdout)?.[1];
    return { stdout, status, exitCode };
  }

  const OUTCOMES: readonly [plan: string, status: string][] = [
    ['SUCCESS:0', 'SUCCEEDED'],
    ['FAILURE:0.1', 'FAILED'],
    ['INFRA_FAILURE:0', 'FAILED'],
    ['CANCELED:0', 'ABORTED'],
    ['node -e "process.exit(0)"', 'SUCCEEDED'],
    ['node -e "process.exit(3)"', 'FAILED'],
  ];
  for (const [plan, expected] of OUTCOMES) {
    it(`${plan}: ${expected}`, async () => {
      const { status, exitCode } = await run('linux', '--builder', `project/ci/linux=${plan}`);
      assert.deepEqual([status, exitCode], [expected, expected === 'SUCCEEDED' ? 0 : 1]);
    });
  }

  it('does not send anybody to a page that a build of this machine does not have', async () => {
    const { stdout } = await run('linux', '--builder', '*=SUCCESS:0');
    assert.match(stdout, /^\[[\d:.]+\] The build has no page: it is one of this machine$/m);
    assert.doesNotMatch(stdout, /bb\.example\/build\//);
  });

  it('takes the plan that says most about the builder', async () => {
    const args = ['--builder', '*=FAILURE:0', '--builder', '*/ci/win=SUCCESS:0'];
    assert.equal((await run('linux', ...args)).status, 'FAILED');
    assert.equal((await run('win', ...args)).status, 'SUCCEEDED');
  });

  it('gives a command the build, with the commit of a trigger, and shows what it writes', async () => {
    const script = path.join(folder.path, 'build.mjs');
    fs.writeFileSync(
      script,
      `import fs from 'node:fs';
       const { builder, properties, gitilesCommit } = JSON.parse(fs.readFileSync(process.env.LUCI_BUILD_JSON, 'utf8'));
       console.log('commit', gitilesCommit.id, 'mode', properties.mode, 'builder', builder.builder);
       console.error('\\x1b[31mred\\x1b[m');`,
    );
    const repo = 'https://chromium.googlesource.com/chromium/src';
    const { stdout, status } = await run(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the command has it filled in.
      ...(['linux', '--builder', '*=node ${workspaceFolder}/build.mjs'] as const),
      ...['--commit', `${repo}@main:${REVISION}`],
    );
    assert.match(stdout, new RegExp(`\\] commit ${REVISION} mode fast builder linux\\n`));
    assert.match(stdout, /\] red\n/);
    assert.match(stdout, /\] node ended with exit code 0\n/);
    assert.equal(status, 'SUCCEEDED');
  });

  it('ends the command if it is interrupted', async () => {
    const args = [
      'run',
      'jobs.cfg',
      'linux',
      '--builder',
      `*=node -e "console.log('begun', process.pid); setInterval(() => {}, 1e6)"`,
    ];
    const cli = new CliProcess(args, { cwd: folder.path });
    const [, pid = ''] = /\] begun (\d+)/.exec(await cli.line(/\] begun \d+/)) ?? [];
    cli.child.kill('SIGINT');
    const { stdout } = await cli.outcome;
    assert.match(stdout, /^ABORTED in /m);
    assert.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' });
  });

  for (const [option, complaint] of [
    ['x', "--builder 'x' is not of the form BUILDER=PLAN"],
    [
      'a/b=SUCCESS',
      '--builder "a/b": a builder is named PROJECT/BUCKET/BUILDER, and * stands for any part of that',
    ],
    ['*=', '--builder "*": The command is empty: write the program to run'],
    ['*=make | tail', /^--builder "\*": .*\|/],
  ] as const) {
    it(`--builder '${option}' is refused`, async () => {
      const args = ['run', 'jobs.cfg', 'linux', '--builder', option];
      const { stderr, exitCode } = await luciJobs(args, { cwd: folder.path });
      const [first = ''] = stderr.split('\n');
      const said = first.replace('luci-jobs run: ', '');
      if (typeof complaint === 'string') assert.equal(said, complaint);
      else assert.match(said, complaint);
      assert.equal(exitCode, 2);
    });
  }
});
