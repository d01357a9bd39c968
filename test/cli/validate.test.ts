import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { luciJobs } from './cli-in-process.ts';
import { CLI, CliProcess } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const FILES = {
  'good.cfg': 'job { id: "a" noop {} }\n',
  'empty.cfg': '',
  'bad.cfg': 'job {\n  id: "a"\n  schedule: "every day"\n  noop {}\n}\njob { id: "b" }\n',
  'worse.cfg': 'job {\n  nope: 1\n}\njob { id: "b" }\n',
  'legacy.cfg': `job {
  id: "a"
  buildbucket { server: "cr-buildbucket.appspot.com" bucket: "luci.chromium.ci" builder: "b" }
}
`,
  'bytes.cfg': Buffer.from('job { id: "a\xff" noop {} }\n', 'latin1'),
  'evil.cfg': 'job { id: "\x1b[2J\u202e" noop {} }\n',
  'many.cfg': 'job {}\n'.repeat(3000),
  '--help': 'job {}\n',
};

describe('luci-jobs validate', () => {
  const folder = configFolder(FILES);

  function validate(...args: readonly string[]) {
    return luciJobs(['validate', '--no-lints', ...args], { cwd: folder.path });
  }

  it('has nothing to say about good files', async () => {
    assert.deepEqual(await validate('good.cfg', 'empty.cfg'), {
      stdout: '',
      stderr: 'no findings in 2 files\n',
      exitCode: 0,
    });
  });

  it('counts a file once, whatever it is called', async () => {
    const { stdout, stderr } = await validate('bad.cfg', './bad.cfg');
    assert.equal(stdout.match(/^bad\.cfg:/gm)?.length, 2);
    assert.equal(stderr, '2 errors in 1 file\n');
  });

  it('says of what it finds by itself, too, that it cannot be read', async function () {
    if (process.platform !== 'linux') this.skip();
    const found = path.join(folder.path, 'found');
    mkdirSync(found);
    writeFileSync(path.join(found, 'luci-scheduler.cfg'), '');
    writeFileSync(Buffer.from(`${found}/luci-scheduler-\xff.cfg`, 'latin1'), '');
    const cannot = 'cannot read found/luci-scheduler-\ufffd.cfg: its name is not UTF-8\n';
    assert.deepEqual(await validate('found'), {
      stdout: '',
      stderr: `luci-jobs validate: ${cannot}no findings in 1 file\n`,
      exitCode: 2,
    });
    const { stderr, exitCode } = await luciJobs(['format', 'found'], { cwd: folder.path });
    assert.deepEqual([stderr, exitCode], [`luci-jobs format: ${cannot}`, 2]);
    rmSync(found, { recursive: true });
  });

  it('shows where each finding is, file by file', async () => {
    const { stdout, stderr, exitCode } = await validate('worse.cfg', 'good.cfg', 'bad.cfg');
    const lines = stdout.replace(/(error: ).*(?= \[)/g, '$1…');
    assert.equal(
      lines,
      `worse.cfg:2:3: error: … [textproto-unknown-field]
    nope: 1
    ^^^^
worse.cfg:4:1: error: … [task-missing] (after the first text error)
  job { id: "b" }
  ^^^
bad.cfg:3:14: error: … [schedule-invalid]
    schedule: "every day"
               ^^^^^^^^^
bad.cfg:6:1: error: … [task-missing]
  job { id: "b" }
  ^^^
`,
    );
    assert.equal(stderr, '4 errors in 3 files\n');
    assert.equal(exitCode, 1);
  });

  it('--format json is one array', async () => {
    const { stdout, stderr, exitCode } = await validate('--format=json', 'worse.cfg', 'bad.cfg');
    const findings = JSON.parse(stdout).map(({ message, ...rest }: Record<string, unknown>) => {
      assert.equal(typeof message, 'string');
      return rest;
    });
    assert.deepEqual(findings, [
      {
        file: 'worse.cfg',
        code: 'textproto-unknown-field',
        severity: 'error',
        path: [],
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } },
      },
      {
        file: 'worse.cfg',
        code: 'task-missing',
        severity: 'error',
        path: ['job', 'b'],
        range: { start: { line: 3, character: 0 }, end: { line: 3, character: 3 } },
        afterTextError: true,
      },
      {
        file: 'bad.cfg',
        code: 'schedule-invalid',
        severity: 'error',
        path: ['job', 'a'],
        range: { start: { line: 2, character: 13 }, end: { line: 2, character: 22 } },
      },
      {
        file: 'bad.cfg',
        code: 'task-missing',
        severity: 'error',
        path: ['job', 'b'],
        range: { start: { line: 5, character: 0 }, end: { line: 5, character: 3 } },
      },
    ]);
    assert.deepEqual([stderr, exitCode], ['', 1]);
  });

  it('--format json of good files is an empty array', async () => {
    const outcome = await validate('--format', 'json', 'good.cfg');
    assert.deepEqual(outcome, { stdout: '[]\n', stderr: '', exitCode: 0 });
  });

  it('reads standard input as -', async () => {
    const invocation = { cwd: folder.path, stdin: FILES['bad.cfg'] };
    const text = await luciJobs(['validate', '--no-lints', 'good.cfg', '-'], invocation);
    assert.match(text.stdout, /^<stdin>:3:14: error: /);
    assert.deepEqual([text.stderr, text.exitCode], ['2 errors in 2 files\n', 1]);
    const json = await luciJobs(['validate', '--no-lints', '--format', 'json', '-'], invocation);
    assert.equal(JSON.parse(json.stdout)[0].file, '-');
  });

  describe('files that cannot be read', () => {
    const complaints =
      'luci-jobs validate: cannot read missing.cfg: no such file\n' +
      'luci-jobs validate: cannot read good.cfg/x: no such file\n' +
      'luci-jobs validate: cannot read .: it is a directory without a luci-scheduler*.cfg\n';

    it('make it exit with 2, and it still checks the others', async () => {
      const { stdout, stderr, exitCode } = await validate(
        ...['missing.cfg', 'bad.cfg', 'good.cfg/x', '.'],
      );
      assert.match(stdout, /^bad\.cfg:3:14: error/);
      assert.equal(stderr, `${complaints}2 errors in 1 file\n`);
      assert.equal(exitCode, 2);
    });

    it('leave the JSON whole', async () => {
      const args = ['--format=json', 'missing.cfg', 'good.cfg/x', '.'];
      assert.deepEqual(await validate(...args), {
        stdout: '[]\n',
        stderr: complaints,
        exitCode: 2,
      });
    });

    it('leave nothing to sum up when there are no others', async () => {
      const stderr = 'luci-jobs validate: cannot read ␛[2J: no such file\n';
      assert.deepEqual(await validate('\x1b[2J'), { stdout: '', stderr, exitCode: 2 });
    });
  });

  it('takes what follows -- for a file', async () => {
    const { stdout, exitCode } = await validate('--', '--help');
    assert.match(stdout, /^--help:1:1: error: /);
    assert.equal(exitCode, 1);
  });

  it('--project decides what is suggested for a bucket', async () => {
    const { stdout: elsewhere } = await validate('legacy.cfg');
    assert.match(elsewhere, /chromium:ci.* \[bb-bucket-legacy\]/);
    const { stdout: athome } = await validate('--project', 'chromium', 'legacy.cfg');
    assert.match(athome, /ci.* \[bb-bucket-legacy\]/);
    assert.doesNotMatch(athome, /chromium:ci/);
  });

  it('shows bytes that are not UTF-8 as U+FFFD', async () => {
    const { stdout: json } = await validate('--format=json', 'bytes.cfg');
    const [{ code, path, range }] = JSON.parse(json);
    assert.deepEqual([code, path], ['job-id-invalid', ['job', 'a\ufffd']]);
    assert.deepEqual([range.start.character, range.end.character], [12, 13]);
    const { stdout: text } = await validate('bytes.cfg');
    assert.match(text, /^bytes\.cfg:1:13: .*\n {2}job \{ id: "a\ufffd" noop \{\} \}\n {14}\^\n$/);
  });

  it('lets nothing in a file drive the terminal', async () => {
    const { stdout } = await validate('evil.cfg');
    assert.match(stdout, /^evil\.cfg:1:12: /);
    assert.match(stdout, /␛\[2J\ufffd/);
    assert.doesNotMatch(stdout, /[\x1b\u202e]/);
  });

  it('writes everything, however much it is', async () => {
    const { stdout } = await validate('--format=json', 'many.cfg');
    assert.equal(JSON.parse(stdout).length, 6000);
  });

  it('does not complain about a reader that leaves early', async () => {
    const cli = new CliProcess(['validate', '--no-lints', 'many.cfg'], { cwd: folder.path });
    cli.child.stdout?.once('data', () => cli.child.stdout?.destroy());
    const { stderr, exitCode } = await cli.outcome;
    assert.deepEqual([stderr, exitCode], ['', 1]);
  });

  describe('on a terminal', () => {
    /** Runs it with a pseudo-terminal for all of its streams, by util-linux's script(1). */
    function onTerminal(env: Readonly<Record<string, string>>): string {
      const command = `'${process.execPath}' '${CLI}' validate bad.cfg`;
      return execFileSync('script', ['-qec', command, '/dev/null'], {
        cwd: folder.path,
        env: { ...process.env, TERM: 'xterm', ...env },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    }

    const failsOnErrors = (env: Readonly<Record<string, string>>) => {
      try {
        return onTerminal(env);
      } catch (error) {
        // -e hands on the exit code, which is 1 here.
        return (error as { stdout: string }).stdout;
      }
    };

    before(function () {
      if (!/util-linux/.test(String(spawnSync('script', ['--version']).stdout))) this.skip();
    });

    it('has colours', () => {
      assert.match(failsOnErrors({}), /\x1b\[1mbad\.cfg:3:14:\x1b\[m \x1b\[1;31merror:\x1b\[m /);
    });

    it('has none if NO_COLOR is set', () => {
      const text = failsOnErrors({ NO_COLOR: '1' });
      assert.match(text, /bad\.cfg:3:14: error: /);
      assert.ok(!text.includes('\x1b'));
    });
  });
});

describe('luci-jobs validate: lints', () => {
  const stdin = 'job { id: "a" schedule: "0 0 30 2 *" noop {} }\ntrigger { id: "t" noop {} }\n';
  const hinted = `${stdin}job { id: "b" noop {} }\n`;

  async function codes(...args: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await luciJobs(['validate', '--format', 'json', ...args, '-'], { stdin });
    return JSON.parse(stdout).map(({ code }: { code: string }) => code);
  }

  it('are on, and are no errors', async () => {
    assert.deepEqual(await codes(), ['lint-schedule-never', 'lint-poller-without-triggers']);
    assert.equal((await luciJobs(['validate', '-'], { stdin })).exitCode, 0);
  });

  it('can be switched off, all or one by one', async () => {
    assert.deepEqual(await codes('--no-lints'), []);
    assert.deepEqual(await codes('--lint-off', 'lint-schedule-never'), [
      'lint-poller-without-triggers',
    ]);
    const all = ['--lint-off', 'lint-schedule-never', '--lint-off', 'lint-poller-without-triggers'];
    assert.deepEqual(await codes(...all), []);
  });

  it('refuse a code that is none', async () => {
    const { exitCode, stderr } = await luciJobs(['validate', '--lint-off', 'lint-x', '-'], {
      stdin,
    });
    assert.equal(exitCode, 2);
    assert.match(stderr, /there is no lint 'lint-x'/);
  });

  it('show hints in text only to who asks for them', async () => {
    const brief = await luciJobs(['validate', '-'], { stdin: hinted });
    assert.equal(brief.stdout.includes('lint-job-never-triggered'), false);
    assert.equal(brief.stderr, '2 warnings, 1 hint in 1 file (use --hints to show hints)\n');
    const full = await luciJobs(['validate', '--hints', '-'], { stdin: hinted });
    assert.match(full.stdout, /^<stdin>:3:11: hint: .* \[lint-job-never-triggered\]$/m);
    assert.equal(full.stderr, '2 warnings, 1 hint in 1 file\n');
  });
});
