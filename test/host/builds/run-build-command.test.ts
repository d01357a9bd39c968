import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { TAIL_LINES } from '../../../host/builds/build-output.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';
import { buildOf, runBuild } from './build-fixture.ts';

describe('a build as a command', () => {
  const newFolder = temporaryFolders();

  const ENDS: readonly (readonly [script: string, outcome: string, last: string | RegExp])[] = [
    ['echo hi', 'SUCCESS', 'sh ended with exit code 0'],
    ['exit 3', 'FAILURE', 'sh ended with exit code 3'],
    ['kill -KILL $$', 'INFRA_FAILURE', /^sh was ended by SIGKILL: somebody has killed it, or /],
    ['kill -USR1 $$', 'INFRA_FAILURE', 'sh was ended by SIGUSR1.'],
  ];
  for (const [script, outcome, last] of ENDS) {
    it(`ends as ${outcome}: ${script}`, async () => {
      const run = await runBuild(newFolder(), ['sh', '-c', script]);
      assert.equal(run.outcome, outcome);
      const said = run.log.at(-1) ?? '';
      if (typeof last === 'string') assert.equal(said, last);
      else assert.match(said, last);
    });
  }

  it('says first what runs, and where', async () => {
    const folder = newFolder();
    const { log } = await runBuild(folder, ['sh', '-c', "pwd; echo 'it''s'"]);
    const work = path.join(folder, 'builds', 'builds', '8000000000000000001', 'work');
    assert.equal(log[0], `Running sh -c 'pwd; echo '\\''it'\\'''\\''s'\\''' in ${work}`);
    assert.equal(fs.realpathSync(log[1] ?? ''), fs.realpathSync(work));
  });

  it('is told about itself in a file', async () => {
    const commit = {
      host: 'x.googlesource.com',
      project: 'repo',
      id: 'a'.repeat(40),
      ref: 'refs/heads/main',
    };
    const build = buildOf({
      input: { properties: { a: [1, 'b', null], $x: { y: true } }, gitilesCommit: commit },
      tags: [
        { key: 'scheduler_invocation_id', value: '9112345678901234567' },
        { key: 'scheduler_job_id', value: 'infra/nightly' },
        { key: 'k', value: 'v:w' },
      ],
    });
    const { log } = await runBuild(newFolder(), ['sh', '-c', 'cat "$LUCI_BUILD_JSON"'], { build });
    assert.deepEqual(JSON.parse(log.slice(1, -1).join('\n')), {
      id: '8000000000000000001',
      builder: { project: 'infra', bucket: 'ci', builder: 'linux' },
      properties: { a: [1, 'b', null], $x: { y: true } },
      gitilesCommit: commit,
      tags: [
        { key: 'scheduler_invocation_id', value: '9112345678901234567' },
        { key: 'scheduler_job_id', value: 'infra/nightly' },
        { key: 'k', value: 'v:w' },
      ],
      scheduler: { job: 'infra/nightly', invocation: '9112345678901234567' },
    });
  });

  it('is told no more than there is', async () => {
    const { log } = await runBuild(newFolder(), ['sh', '-c', 'cat "$LUCI_BUILD_JSON"']);
    assert.deepEqual(JSON.parse(log.slice(1, -1).join('\n')), {
      id: '8000000000000000001',
      builder: { project: 'infra', bucket: 'ci', builder: 'linux' },
      properties: {},
      tags: [],
      scheduler: {},
    });
  });

  it('finds a program and files of the workspace', async () => {
    const folder = newFolder();
    const workspace = path.join(folder, 'workspace');
    fs.mkdirSync(path.join(workspace, 'tools'), { recursive: true });
    const tool = '#!/bin/sh\necho "$1"; ls "$LUCI_WORKSPACE_FOLDER"\n';
    fs.writeFileSync(path.join(workspace, 'tools', 'build'), tool, { mode: 0o755 });
    const { log } = await runBuild(folder, ['./tools/build', `at \${workspaceFolder}/x`]);
    assert.deepEqual(log.slice(1, -1), [`at ${workspace}/x`, 'tools']);
  });

  it('gets the environment of this process, but for what is the editor’s own', async () => {
    const env = {
      PATH: process.env['PATH'],
      MINE: 'yes',
      VSCODE_PID: '1',
      ELECTRON_RUN_AS_NODE: '1',
    };
    const { log } = await runBuild(newFolder(), ['sh', '-c', 'env'], { host: { env } });
    assert.ok(log.includes('MINE=yes'));
    assert.deepEqual(
      log.filter((line) => /^(?:VSCODE|ELECTRON)/.test(line)),
      [],
    );
  });

  it('has its output in the log line by line, with its colours, and in a file as it is', async () => {
    const folder = newFolder();
    const script = "printf '\\033[31mred\\nstill\\033[0m\\nnot\\n50%%\\r100%%\\n' >&2";
    const { log } = await runBuild(folder, ['sh', '-c', script]);
    assert.deepEqual(log.slice(1, -1), ['\x1b[31mred', '\x1b[31mstill\x1b[0m', 'not', '100%']);
    const file = path.join(folder, 'builds/builds/8000000000000000001/log.txt');
    assert.equal(fs.readFileSync(file, 'utf8'), '\x1b[31mred\nstill\x1b[0m\nnot\n100%\n');
  });

  it('has the beginning and the end of a long output in the log, and all of it in the file', async () => {
    const folder = newFolder();
    const { log } = await runBuild(folder, ['sh', '-c', 'seq 1 300000']);
    const lines = log.slice(1, -1);
    const file = path.join(folder, 'builds/builds/8000000000000000001/log.txt');
    const cut = lines.indexOf(`The output goes on in ${file}; its last lines follow at its end.`);
    assert.ok(cut > 1000);
    assert.deepEqual(lines.slice(0, 2), ['1', '2']);
    assert.equal(lines[cut - 1], String(cut));
    assert.equal(
      lines[cut + 1],
      `… ${(300_000 - cut - TAIL_LINES).toLocaleString('en')} more lines …`,
    );
    assert.deepEqual(lines.slice(-2), ['299999', '300000']);
    assert.equal(lines.length, cut + 2 + TAIL_LINES);
    assert.ok(log.join('\n').length < 200_000);
    assert.equal(fs.readFileSync(file, 'utf8').split('\n').length, 300_001);
  });

  it('is CANCELED when it is canceled, however it ends', async () => {
    for (const script of ['sleep 1000', 'trap "exit 0" TERM; while :; do sleep 0.1; done']) {
      const abort = new AbortController();
      const run = await runBuild(newFolder(), ['sh', '-c', `echo ready; ${script}`], {
        signal: abort.signal,
        onLog: (line) => {
          if (line === 'ready') abort.abort();
        },
      });
      assert.equal(run.outcome, 'CANCELED');
      assert.ok(run.log.includes('The build is canceled: sh is told to end'));
    }
  });

  it('is CANCELED before it begins', async () => {
    const run = await runBuild(newFolder(), ['no-such-program'], { signal: AbortSignal.abort() });
    assert.equal(run.outcome, 'CANCELED');
  });

  it('may run beside others', async () => {
    const folder = newFolder();
    const runs = await Promise.all(
      [1, 2, 3].map((id) =>
        runBuild(folder, ['sh', '-c', `echo ${id}; pwd`], { build: buildOf({ id: String(id) }) }),
      ),
    );
    assert.deepEqual(
      runs.map(({ outcome, log }) => [outcome, log[1]]),
      [
        ['SUCCESS', '1'],
        ['SUCCESS', '2'],
        ['SUCCESS', '3'],
      ],
    );
    assert.equal(new Set(runs.map(({ log }) => log[2])).size, 3);
  });
});
