import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { luciJobs } from './cli-in-process.ts';
import { configFolder } from './config-folder.ts';

const BAD = 'job  {\n   id :"a"\n}\n';
const GOOD = 'job {\n  id: "a"\n}\n';
const BROKEN = 'job  {}\njob {\n   id "a"\n}\n';

describe('luci-jobs format', () => {
  const folder = configFolder({
    'bad.cfg': BAD,
    'good.cfg': GOOD,
    'broken.cfg': BROKEN,
    'bytes.cfg': Buffer.from('job  { id: "\xff" }', 'latin1'),
  });
  const format = (args: readonly string[], stdin = '') =>
    luciJobs(['format', ...args], { cwd: folder.path, stdin });
  const read = (name: string) => readFileSync(path.join(folder.path, name), 'utf8');

  it('writes one file to standard output', async () => {
    assert.deepEqual(await format(['bad.cfg']), { stdout: GOOD, stderr: '', exitCode: 0 });
    assert.equal(read('bad.cfg'), BAD);
  });

  it('takes standard input', async () => {
    assert.deepEqual(await format(['-'], BAD), { stdout: GOOD, stderr: '', exitCode: 0 });
    assert.deepEqual(await format(['--stdin-filename', 'x.cfg'], BAD), {
      stdout: GOOD,
      stderr: '',
      exitCode: 0,
    });
  });

  it('keeps bytes that are not UTF-8', () => {
    const args = [path.join(import.meta.dirname, '../../cli/main.ts'), 'format', 'bytes.cfg'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder.path });
    assert.equal(stdout.toString('latin1'), 'job { id: "\xff" }\n');
  });

  it('--check lists what is laid out otherwise', async () => {
    assert.deepEqual(await format(['--check', 'good.cfg', 'bad.cfg']), {
      stdout: 'bad.cfg\n',
      stderr: '1 of 2 files is laid out otherwise\n',
      exitCode: 1,
    });
    assert.deepEqual(await format(['--check', 'good.cfg']), {
      stdout: '',
      stderr: '1 file is laid out well\n',
      exitCode: 0,
    });
  });

  it('leaves what is broken, and says so', async () => {
    const { stdout, stderr, exitCode } = await format(['broken.cfg']);
    assert.equal(stdout, 'job {}\njob {\n   id "a"\n}\n');
    assert.equal(
      stderr,
      'broken.cfg:3:4: Left as it is: There is no colon between `id` and its value.\n',
    );
    assert.equal(exitCode, 1);
  });

  it('does not call well laid out what it could not lay out', async () => {
    writeFileSync(path.join(folder.path, 'left.cfg'), 'job {\n  id "a"\n}\n');
    writeFileSync(path.join(folder.path, 'well.cfg'), 'job {\n  id: "a"\n}\n');
    const lastLine = async (...files: readonly string[]) =>
      (await format(['--check', ...files])).stderr.trimEnd().split('\n').at(-1);
    assert.equal(await lastLine('well.cfg'), '1 file is laid out well');
    assert.equal(await lastLine('left.cfg'), 'something is left as it is in 1 file');
    assert.equal(
      await lastLine('left.cfg', 'well.cfg'),
      '1 file is laid out well; something is left as it is in 1 file',
    );
  });

  it('--diff writes what patch applies', async () => {
    const text = `${'job {}\n'.repeat(9)}job  {}\n\n\n\njob {\n id: "a" }\n${'job {}\n'.repeat(9)}job  {}`;
    writeFileSync(path.join(folder.path, 'long.cfg'), text);
    const { stdout, exitCode } = await format(['--diff', 'long.cfg']);
    assert.equal(exitCode, 1);
    assert.match(stdout, /^--- a\/long\.cfg\n\+\+\+ b\/long\.cfg\n@@ -7,/);
    assert.match(stdout, /\\ No newline at end of file/);
    const formatted = (await format(['long.cfg'])).stdout;
    mkdirSync(path.join(folder.path, 'patched'));
    writeFileSync(path.join(folder.path, 'patched', 'long.cfg'), text);
    execFileSync('git', ['apply', '-'], {
      cwd: path.join(folder.path, 'patched'),
      input: stdout,
    });
    assert.equal(read('patched/long.cfg'), formatted);
    assert.equal(read('long.cfg'), text);
  });

  it('--write changes files, keeps their permissions and follows links', async () => {
    writeFileSync(path.join(folder.path, 'mine.cfg'), BAD);
    chmodSync(path.join(folder.path, 'mine.cfg'), 0o640);
    symlinkSync('mine.cfg', path.join(folder.path, 'link.cfg'));
    assert.deepEqual(await format(['--write', 'link.cfg', 'good.cfg']), {
      stdout: 'link.cfg\n',
      stderr: '1 of 2 files was changed\n',
      exitCode: 0,
    });
    assert.equal(read('mine.cfg'), GOOD);
    assert.equal(statSync(path.join(folder.path, 'mine.cfg')).mode & 0o777, 0o640);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('takes folders, and the current one if nothing is named', async () => {
    mkdirSync(path.join(folder.path, 'sub'));
    writeFileSync(path.join(folder.path, 'sub', 'luci-scheduler-x.cfg'), BAD);
    for (const args of [['--check'], ['--check', 'sub'], ['--check', 's*/*.cfg']]) {
      const { stdout, exitCode } = await format(args);
      assert.deepEqual([stdout, exitCode], ['sub/luci-scheduler-x.cfg\n', 1]);
    }
    mkdirSync(path.join(folder.path, 'none'));
    assert.deepEqual(await format(['--check', 'none']), {
      stdout: '',
      stderr:
        'luci-jobs format: cannot read none: it is a directory without a luci-scheduler*.cfg\nno file was checked\n',
      exitCode: 2,
    });
  });

  it('refuses what makes no sense', async () => {
    for (const [args, message] of [
      [['--write', '-'], '--write cannot write to standard input'],
      [['--write', '--check', 'good.cfg'], '--write changes files; --check and --diff do not'],
      [
        ['good.cfg', 'bad.cfg'],
        '2 files cannot be printed at once; use --check, --diff or --write',
      ],
      [['--chek', 'good.cfg'], "Unknown option '--chek'; did you mean '--check'?"],
    ] as const) {
      const { stdout, stderr, exitCode } = await format(args);
      assert.deepEqual([stdout, exitCode], ['', 2]);
      assert.ok(stderr.startsWith(`luci-jobs format: ${message}`), stderr);
    }
  });

  it('says which files cannot be read, and formats the others', async () => {
    const { stdout, stderr, exitCode } = await format(['--check', 'nope.cfg', 'bad.cfg']);
    assert.deepEqual([stdout, exitCode], ['bad.cfg\n', 2]);
    assert.match(stderr, /^luci-jobs format: cannot read nope\.cfg: no such file$/m);
    assert.ok(!existsSync(path.join(folder.path, 'nope.cfg')));
  });
});
