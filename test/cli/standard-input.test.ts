import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { readConfig } from '../../cli/config-file.ts';
import { MAX_BYTES } from '../../cli/standard-input.ts';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { luciJobs } from './cli-in-process.ts';
import { CLI, luciJobsProcess } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

/** Runs it with standard input from a file, not through a pipe. */
async function withInputFrom(path: string, args: readonly string[]) {
  const fd = openSync(path, 'r');
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: [fd, 'pipe', 'pipe'],
    env: { ...process.env, ...COMPILE_CACHE },
    timeout: 50_000,
  });
  closeSync(fd);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, exitCode };
}

const TOO_LARGE = 'it is larger than 64 MiB';

describe('an input that is no config', () => {
  const folder = configFolder({
    'good.cfg': 'job { id: "a" noop {} }\n',
    'exact.cfg': Buffer.alloc(MAX_BYTES, '\n'),
    'large.cfg': Buffer.alloc(MAX_BYTES + 1, '\n'),
  });
  const inFolder = (name: string) => (name.startsWith('/') ? name : `${folder.path}/${name}`);

  const COMMANDS: readonly (readonly string[])[] = [
    ['validate', '-'],
    ['validate', '--format=json', '-'],
    ['run', '-', 'a'],
  ];
  const INPUTS: readonly [path: string, complaint: string][] = [
    ['.', 'it is a directory'],
    ['large.cfg', TOO_LARGE],
    ['/dev/zero', TOO_LARGE],
  ];
  for (const [path, complaint] of INPUTS) {
    for (const args of COMMANDS) {
      it(`luci-jobs ${args.join(' ')} < ${path}: ${complaint}`, async function () {
        if (!existsSync(inFolder(path))) this.skip();
        const { stdout, stderr, exitCode } = await withInputFrom(inFolder(path), args);
        assert.equal(stderr, `luci-jobs ${args[0]}: cannot read <stdin>: ${complaint}\n`);
        assert.deepEqual(
          [stdout.trim(), exitCode],
          [args.length === 3 && args[0] === 'validate' ? '[]' : '', 2],
        );
      });
    }

    // A folder by its name means the configs in it.
    if (path === '.') continue;
    it(`luci-jobs validate ${path}: ${complaint}`, async function () {
      if (!existsSync(inFolder(path))) this.skip();
      assert.deepEqual(await luciJobs(['validate', path], { cwd: folder.path }), {
        stdout: '',
        stderr: `luci-jobs validate: cannot read ${path}: ${complaint}\n`,
        exitCode: 2,
      });
    });
  }

  it('through a pipe is bounded as well', async () => {
    const { stderr, exitCode } = await luciJobsProcess(['validate', '-'], {
      stdin: Buffer.alloc(MAX_BYTES + 1, '\n'),
    });
    assert.equal(stderr, `luci-jobs validate: cannot read <stdin>: ${TOO_LARGE}\n`);
    assert.equal(exitCode, 2);
  });

  it('can have exactly as much as is read', async () => {
    const read = await readConfig(inFolder('exact.cfg'));
    assert.equal(read.ok && read.text.length, MAX_BYTES);
  });

  for (const command of ['validate', 'schedule']) {
    it(`luci-jobs ${command} --jsonl < .`, async () => {
      assert.deepEqual(await withInputFrom(folder.path, [command, '--jsonl']), {
        stdout: '',
        stderr: `luci-jobs ${command}: cannot read <stdin>: it is a directory\n`,
        exitCode: 2,
      });
    });

    it(`luci-jobs ${command} --jsonl < a line without an end`, async function () {
      if (!existsSync('/dev/zero')) this.skip();
      const error = 'line 1: it is longer than 64 MiB; nothing after it is read';
      assert.deepEqual(await withInputFrom('/dev/zero', [command, '--jsonl']), {
        stdout: `{"id":null,"error":"${error}"}\n`,
        stderr: '',
        exitCode: 2,
      });
    });
  }
});

describe('a file that cannot be opened', () => {
  const cases: readonly [path: string, complaint: string][] = [
    ['missing.cfg', 'no such file'],
    ['', 'no such file'],
    ['a'.repeat(5000), 'the name is too long'],
    [`${import.meta.filename}/x`, 'no such file'],
  ];
  for (const [path, complaint] of cases) {
    it(`${path.slice(0, 20)}: ${complaint}`, async () => {
      const { stderr, exitCode } = await luciJobs(['validate', path]);
      assert.equal(stderr, `luci-jobs validate: cannot read ${path}: ${complaint}\n`);
      assert.equal(exitCode, 2);
    });
  }
});

describe('an argument that would drive the terminal', () => {
  const evil = 'x\x1b]0;title\x07\x1b[2J\x9b31m\u202e\r\nluci-jobs: all is well';
  const shown = 'x␛]0;title␇␛[2J\ufffd31m\ufffd␍␊luci-jobs: all is well';
  const commands: readonly (readonly string[])[] = [
    [evil],
    ['validate', evil],
    ['validate', `--${evil}`],
    ['validate', `--project=${evil}/`, 'a'],
    ['validate', `--format=${evil}`, 'a'],
    ['validate', `--lint-off=${evil}`, 'a'],
    ['validate', '--jsonl', '--format=text', evil],
    ['run', evil, 'a'],
    ['run', '-', evil],
    ['run', `--property=${evil}`, 'a', 'b'],
    ['schedule', evil],
    ['schedule', '--from', evil, 'a'],
    ['schedule', `--count=${evil}`, 'a'],
    ['schedule', 'a', evil],
    ['lsp', evil],
    ['lsp', `--pipe=${evil}`],
  ];
  for (const args of commands) {
    it(`luci-jobs ${args.map((arg) => arg.replace(evil, 'EVIL')).join(' ')}`, async () => {
      const { stdout, stderr, exitCode } = await luciJobs(args);
      assert.doesNotMatch(stdout + stderr, /(?!\n)\p{Cc}|\p{Bidi_Control}/u);
      assert.doesNotMatch(stdout + stderr, /^luci-jobs: all is well/m);
      assert.notEqual(exitCode, 0);
    });
  }

  it('is shown as it is otherwise', async () => {
    const { stderr } = await luciJobs(['validate', evil]);
    assert.equal(stderr, `luci-jobs validate: cannot read ${shown}: no such file\n`);
  });
});
