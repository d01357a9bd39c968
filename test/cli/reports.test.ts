// The formats for programs, and what is counted.

import assert from 'node:assert/strict';
import { luciJobs } from './cli-in-process.ts';
import { configFolder } from './config-folder.ts';

const FILES = {
  'good.cfg': 'job { id: "a" noop {} }\ntrigger { id: "t" triggers: "a" noop {} }\n',
  'bad,%.cfg': 'job {\n  id: "<&\'>"\n}\njob { id: "b" schedule: "0 0 31 2 *" noop {} }\n',
};

describe('luci-jobs validate for programs', () => {
  const folder = configFolder(FILES);
  const validate = (...args: readonly string[]) =>
    luciJobs(['validate', ...args], { cwd: folder.path });

  it('--format github', async () => {
    const { stdout, exitCode } = await validate('--format=github', 'bad,%.cfg');
    assert.equal(exitCode, 1);
    const lines = stdout.trim().split('\n');
    assert.ok(lines.length >= 2);
    for (const line of lines) {
      assert.match(
        line,
        /^::(error|warning|notice) file=bad%2C%25\.cfg,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?title=[a-z-]+::[^\n]+$/,
      );
    }
    assert.match(stdout, /^::error file=bad%2C%25\.cfg,line=1,.*title=task-missing::/m);
    assert.match(stdout, /^::warning .*,title=lint-schedule-never::/m);
  });

  it('--format sarif', async () => {
    const { stdout, exitCode } = await validate('--format=sarif', 'good.cfg', 'bad,%.cfg');
    assert.equal(exitCode, 1);
    const { version, runs } = JSON.parse(stdout);
    assert.equal(version, '2.1.0');
    const [{ results, tool, columnKind }] = runs;
    assert.equal(columnKind, 'utf16CodeUnits');
    const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
    assert.deepEqual([...new Set(results.map((r: { ruleId: string }) => r.ruleId))].sort(), rules);
    const first = results.find((r: { ruleId: string }) => r.ruleId === 'task-missing');
    assert.deepEqual(first.locations[0].physicalLocation, {
      artifactLocation: { uri: 'bad%2C%25.cfg' },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 },
    });
    const none = JSON.parse((await validate('--format=sarif', '--no-lints', 'good.cfg')).stdout);
    assert.deepEqual(none.runs[0].results, []);
  });

  it('--format junit', async () => {
    const { stdout, exitCode } = await validate('--format=junit', 'good.cfg', 'bad,%.cfg');
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="luci-jobs">\n/,
    );
    assert.match(stdout, /<testsuite name="good\.cfg" tests="\d+" failures="0">/);
    assert.match(stdout, /<testsuite name="bad,%\.cfg" tests="\d+" failures="2">/);
    assert.match(stdout, /<failure type="task-missing" message="[^"]+">/);
    assert.ok(!/<&|'>/.test(stdout));
    assert.match(stdout, /<\/testsuites>\n$/);
  });

  it('--statistics', async () => {
    const { stdout, exitCode } = await validate('--statistics', '--no-lints', 'bad,%.cfg');
    assert.equal(exitCode, 1);
    assert.match(stdout, /^1 {2}job-id-invalid {2}\S.*\n1 {2}task-missing {4}\S.*\n$/);
    const json = JSON.parse(
      (await validate('--statistics', '--format=json', '--no-lints', 'bad,%.cfg')).stdout,
    );
    assert.deepEqual(json[0], { code: 'job-id-invalid', severity: 'error', count: 1 });
  });

  it('--quiet shows errors alone', async () => {
    const { stdout, stderr, exitCode } = await validate('--quiet', 'bad,%.cfg');
    assert.deepEqual([stderr, exitCode], ['', 1]);
    assert.match(stdout, /: error: /);
    assert.doesNotMatch(stdout, /: warning: /);
  });

  it('--max-warnings', async () => {
    const file = ['--stdin-filename', 'x.cfg'];
    const stdin = 'job { id: "b" schedule: "0 0 31 2 *" noop {} }\n';
    const run = (max: string) => luciJobs(['validate', ...file, '--max-warnings', max], { stdin });
    assert.equal((await run('9')).exitCode, 0);
    const { stderr, exitCode } = await run('0');
    assert.equal(exitCode, 1);
    assert.match(stderr, /^luci-jobs validate: \d+ warnings?, and --max-warnings allows 0$/m);
    assert.match((await run('-1')).stderr, /--max-warnings must be a number from 0, not '-1'/);
  });

  it('--stdin-filename names standard input', async () => {
    const { stdout } = await luciJobs(['validate', '--stdin-filename', 'dir/x.cfg'], {
      stdin: 'job {}',
    });
    assert.match(stdout, /^dir\/x\.cfg:1:1: error: /m);
  });
});
