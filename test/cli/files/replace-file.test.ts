import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../../../cli/files/replace-file.ts';
import { CLI } from '../cli-process.ts';
import { configFolder } from '../config-folder.ts';

const TEXT = 'job  { id: "A" noop {} realm: "CI" }\n';

describe('replaceFile', () => {
  const folder = configFolder({ 'a.cfg': 'old', 'linked.cfg': 'old' });
  const at = (name: string) => path.join(folder.path, name);

  it('keeps the permissions of the file, and leaves nothing beside it', () => {
    chmodSync(at('a.cfg'), 0o640);
    replaceFile(at('a.cfg'), Buffer.from('new'));
    assert.equal(readFileSync(at('a.cfg'), 'utf8'), 'new');
    assert.equal(statSync(at('a.cfg')).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(folder.path).sort(), ['a.cfg', 'linked.cfg']);
  });

  it('writes to where a symbolic link leads', () => {
    symlinkSync('linked.cfg', at('link.cfg'));
    replaceFile(at('link.cfg'), Buffer.from('new'));
    assert.ok(lstatSync(at('link.cfg')).isSymbolicLink());
    assert.equal(readFileSync(at('linked.cfg'), 'utf8'), 'new');
  });
});

/** By a user who is not root: root may write anything. */
describe('a file that cannot be written', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  const asRoot = process.getuid?.() === 0;
  const nobody = asRoot ? { uid: 65_534, gid: 65_534 } : {};

  for (const { is, modeOfFolder, modeOfFile, args, stderr, exitCode, text = TEXT } of [
    {
      is: 'read-only, though its folder is not',
      modeOfFolder: 0o777,
      modeOfFile: 0o444,
      args: ['format', '--write'],
      stderr: 'luci-jobs format: cannot write a.cfg: permission denied\nno file was changed\n',
      exitCode: 2,
    },
    {
      is: 'read-only, and to be fixed',
      modeOfFolder: 0o777,
      modeOfFile: 0o444,
      args: ['validate', '--fix', '--quiet'],
      stderr: 'luci-jobs validate: cannot write a.cfg: permission denied\n',
      exitCode: 2,
    },
    {
      is: 'no such file, for its folder alone is read-only',
      modeOfFolder: 0o555,
      modeOfFile: 0o666,
      args: ['format', '--write'],
      stderr: '1 of 1 file was changed\n',
      exitCode: 0,
      text: 'job { id: "A" noop {} realm: "CI" }\n',
    },
  ]) {
    const folder = configFolder({ 'a.cfg': TEXT });

    it(`is ${is}: ${args.join(' ')}`, () => {
      const file = path.join(folder.path, 'a.cfg');
      chmodSync(file, modeOfFile);
      chmodSync(folder.path, modeOfFolder);
      const outcome = spawnSync(process.execPath, [CLI, ...args, 'a.cfg'], {
        cwd: folder.path,
        encoding: 'utf8',
        ...nobody,
      });
      chmodSync(folder.path, 0o755);
      assert.deepEqual([outcome.stderr, outcome.status], [stderr, exitCode]);
      assert.equal(readFileSync(file, 'utf8'), text);
    });
  }
});
