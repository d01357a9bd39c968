import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from '../../cli/command.ts';
import { COMMAND_TABLE } from '../../cli/command-table.ts';
import * as lsp from '../../cli/lsp.ts';
import * as run from '../../cli/run.ts';
import * as validate from '../../cli/validate.ts';
import { luciJobs } from './cli-in-process.ts';
import { CLI, luciJobsProcess } from './cli-process.ts';

const COMMANDS = Object.keys(COMMAND_TABLE);

describe('luci-jobs', () => {
  for (const args of [
    ['--help'],
    ['-h'],
    ['help'],
    ['help', 'help'],
    ['help', '--help'],
    ['--help', '-h'],
    ['help', '--', 'help'],
  ]) {
    it(`${args.join(' ')} shows every command`, async () => {
      const { stdout, stderr, exitCode } = await luciJobs(args);
      assert.deepEqual([stderr, exitCode], ['', 0]);
      for (const command of COMMANDS) assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
    });
  }

  for (const args of [
    ['help', 'validate'],
    ['--help', 'validate'],
    ['-h', 'validate'],
  ]) {
    it(`${args.join(' ')} explains that command`, async () => {
      assert.deepEqual(await luciJobs(args), await luciJobs(['validate', '--help']));
    });
  }

  it('tells its version whatever it is asked with it', async () => {
    assert.deepEqual(await luciJobs(['help', '--version']), await luciJobs(['--version']));
  });

  it('help asks whether another command was meant, too', async () => {
    assert.deepEqual(await luciJobs(['help', 'valdiate']), await luciJobs(['valdiate']));
  });

  it('asks whether another command or option was meant', async () => {
    for (const [name, meant] of [
      ['fromat', 'format'],
      ['valdiate', 'validate'],
      ['--versoin', '--version'],
    ] as const) {
      const { stderr, exitCode } = await luciJobs([name]);
      assert.equal(
        stderr,
        `luci-jobs: no command '${name}'; did you mean '${meant}'?\nTry 'luci-jobs --help'.\n`,
      );
      assert.equal(exitCode, 2);
    }
  });

  it('-V is short for --version', async () => {
    assert.deepEqual(await luciJobs(['-V']), await luciJobs(['--version']));
  });

  it('--version is that of the package', async () => {
    const packageJson = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    const stdout = `${JSON.parse(packageJson).version}\n`;
    assert.deepEqual(await luciJobs(['--version']), { stdout, stderr: '', exitCode: 0 });
  });

  it('says what is wrong where there is no current directory any more', async function () {
    if (process.platform === 'win32') this.skip();
    const script = 'mkdir gone; cd gone; rmdir ../gone; exec "$0" "$1" validate';
    const cwd = mkdtempSync(path.join(tmpdir(), 'luci-jobs-'));
    const { stderr, status } = spawnSync('sh', ['-c', script, process.execPath, CLI], {
      cwd,
      encoding: 'utf8',
    });
    rmSync(cwd, { recursive: true });
    assert.match(
      stderr,
      /^luci-jobs: the current directory is gone or closed to you: change to another one$/m,
    );
    assert.doesNotMatch(stderr, /internal error/);
    assert.equal(status, 2);
  });

  for (const command of COMMANDS) {
    it(`${command} --help explains it, whatever else is asked`, async () => {
      const { stdout, stderr, exitCode } = await luciJobs([command, '--nope', '-h']);
      assert.deepEqual([stderr, exitCode], ['', 0]);
      assert.match(stdout, new RegExp(`^Usage: luci-jobs ${command} `));
    });
  }

  it('shows its usage to who says nothing', async () => {
    const { stdout, stderr, exitCode } = await luciJobs([]);
    assert.deepEqual([stdout, exitCode], ['', 2]);
    assert.match(stderr, /^Usage: luci-jobs /);
  });
});

describe('the process of luci-jobs', () => {
  // `lsp` ends with its client: test/server/life-cycle.test.ts.
  for (const [args, exitCode] of [
    ['validate -', 1],
    ['format -', 0],
    ['list -', 0],
    ['graph -', 0],
    ['schedule triggered', 0],
    ['run - a', 1],
    ['explain', 0],
    ['completion fish', 0],
    ['nope', 2],
  ] as const) {
    it(`says what the command says, and ends by itself: ${args}`, async () => {
      const stdin = 'job { id: "a" disabled: true noop {} }\njob {}\n';
      const outcome = await luciJobsProcess(args.split(' '), { stdin });
      assert.deepEqual(outcome, await luciJobs(args.split(' '), { stdin }));
      assert.equal(outcome.exitCode, exitCode);
    });
  }
});

describe('output that cannot be written', () => {
  for (const [what, redirection] of [
    ['a full disk', '>/dev/full'],
    ['a full disk for messages', '2>/dev/full'],
  ] as const) {
    it(`${what} is no verdict`, function () {
      if (!existsSync('/dev/full')) this.skip();
      const { status } = spawnSync(
        'sh',
        ['-c', `"$0" "$1" validate - ${redirection}`, process.execPath, CLI],
        { input: '', stdio: ['pipe', 'pipe', 'pipe'] },
      );
      assert.equal(status, 2);
    });
  }
});

describe('wrong usage', () => {
  const unknown = ['nope', 'constructor', '--nope'];
  for (const name of unknown) {
    it(`luci-jobs ${name}`, async () => {
      assert.deepEqual(await luciJobs([name]), {
        stdout: '',
        stderr: `luci-jobs: no command '${name}'\nTry 'luci-jobs --help'.\n`,
        exitCode: 2,
      });
    });
  }

  it('of a command exits with 2', async () => {
    assert.deepEqual(await luciJobs(['validate', '--nope', 'a']), {
      stdout: '',
      stderr: "luci-jobs validate: Unknown option '--nope'\nTry 'luci-jobs validate --help'.\n",
      exitCode: 2,
    });
  });

  const cases: readonly [command: Command, args: string, message: string][] = [
    [validate, '--nope a', "Unknown option '--nope'"],
    [validate, '--project', "Option '--project <value>' argument missing"],
    [validate, '--project= a', "'' is not a project id: it must not be empty or contain '/'"],
    [validate, '--project a/b a', "'a/b' is not a project id: it must not be empty or contain '/'"],
    [validate, '--format xml a', "unknown --format 'xml'; use text, json, github, sarif or junit"],
    [validate, '- a -', "'-' can be given only once: standard input cannot be read twice"],
    [validate, '--jsonl a', '--jsonl reads standard input and takes no FILE'],
    [validate, '--jsonl --format text', '--jsonl has no text format'],
    [run, '', 'give one FILE and one JOB'],
    [run, 'a b c', 'give one FILE and one JOB'],
    [run, '--project a/b a b', "'a/b' is not a project id: it must not be empty or contain '/'"],
    [run, '--property x a b', "--property 'x' is not of the form K=V"],
    [run, '--property =x a b', "--property '=x' is not of the form K=V"],
    [run, '--property k=1 --property k=2 a b', "--property 'k' is given twice"],
    [lsp, 'x', "Unexpected argument 'x'. This command does not take positional arguments"],
    [lsp, '--pipe=x', "Unknown option '--pipe'"],
  ];
  for (const [command, args, message] of cases) {
    const [title = ''] = command.usage.split('\n', 1);
    it(`${/luci-jobs \w+/.exec(title)} ${args}`, async () => {
      const words = args.split(' ').filter((word) => word !== '');
      await assert.rejects(async () => command.run(words), { name: 'UsageError', message });
    });
  }
});
