import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gitRemotes, namesRepository, remotesIn } from '../../../host/git/git-remotes.ts';

const SRC = 'https://chromium.googlesource.com/chromium/src';

describe('remotes of a git repository', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'remotes-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd });

  before(() => {
    git(folder, 'init', '-q', 'clone');
    const clone = path.join(folder, 'clone');
    git(clone, 'remote', 'add', 'origin', `${SRC}.git`);
    git(clone, 'remote', 'add', 'other', 'git@github.com:a/b.git');
    git(clone, 'commit', '-q', '--allow-empty', '-m', 'one');
    git(clone, 'worktree', 'add', '-q', '../tree');
    git(folder, 'clone', '-q', '--bare', 'clone', 'bare');
    git(path.join(folder, 'bare'), 'remote', 'set-url', 'origin', SRC);
    fs.mkdirSync(path.join(folder, 'nothing'));
  });

  const folders: readonly [name: string, ...urls: string[]][] = [
    ['clone', `${SRC}.git`, 'git@github.com:a/b.git'],
    ['tree', `${SRC}.git`, 'git@github.com:a/b.git'],
    ['bare', SRC],
    ['nothing'],
    ['missing'],
  ];
  for (const [name, ...urls] of folders) {
    it(`of the folder "${name}": ${urls.join(', ') || 'none'}`, async () => {
      const remotes = await gitRemotes(path.join(folder, name));
      assert.deepEqual(
        remotes.flatMap((remote) => remote.urls),
        urls,
      );
    });
  }

  it('are what the sections of remotes say, and no others', () => {
    const config =
      '[core]\nurl = no\n[ remote "a" ]\r\n\tURL=one\r\n fetch = x\n[branch "b"]\nurl = no\n[remote "c"]\nurl = "two"\n';
    assert.deepEqual(remotesIn(config), [
      { name: 'a', urls: ['one'], fetches: ['x'] },
      { name: 'c', urls: ['two'], fetches: [] },
    ]);
  });

  const names: readonly [url: string, isIt: boolean][] = [
    [SRC, true],
    [`${SRC}.git`, true],
    [`${SRC}/`, true],
    ['https://chromium.googlesource.com/a/chromium/src', true],
    ['https://me@Chromium.googlesource.com/chromium/src', true],
    ['https://chromium.googlesource.com/chromium', false],
    ['https://chromium.googlesource.com/chromium/src/more', false],
    ['https://v8.googlesource.com/chromium/src', false],
    ['https://evil.example/chromium.googlesource.com/chromium/src', false],
    ['git@chromium.googlesource.com:chromium/src', false],
    ['', false],
  ];
  for (const [url, isIt] of names) {
    it(`"${url}" ${isIt ? 'is' : 'is not'} the repository`, () => {
      assert.equal(namesRepository(url, 'chromium.googlesource.com', 'chromium/src'), isIt);
    });
  }
});
