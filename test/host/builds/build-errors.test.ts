import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { folderFailure, signalSentence, startFailure } from '../../../host/builds/start-failure.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';
import { runBuild } from './build-fixture.ts';

/** What is in the workspace, by its path; `x` is executable. */
interface Files {
  readonly [path: string]: readonly [text: string, mode?: 'x'];
}

describe('what a user can do wrong about a command', () => {
  const newFolder = temporaryFolders();

  /** In a sentence, `@` stands for the workspace. */
  const REAL: readonly (readonly [
    what: string,
    files: Files,
    command: readonly string[],
    sentence: string,
  ])[] = [
    [
      'no such command',
      {},
      ['no-such-program', 'x'],
      'There is no program no-such-program on the PATH: install it, or correct the command in the settings.',
    ],
    [
      'no such file',
      {},
      ['./build.sh'],
      '@/build.sh does not exist: correct the command in the settings.',
    ],
    [
      'a file that is not executable',
      { 'build.py': ['print(1)\n'] },
      ['./build.py'],
      '@/build.py may not be executed: make it executable, as with chmod +x, or name the program that reads it, as in python3 @/build.py.',
    ],
    [
      'a folder',
      { 'tools/x': [''] },
      ['./tools'],
      '@/tools is a folder, not a program: correct the command in the settings.',
    ],
    [
      'a file below a file',
      { tools: ['', 'x'] },
      ['tools/build'],
      '@/tools/build does not exist, for a part of its path is a file: correct the command in the settings.',
    ],
    [
      'no such interpreter',
      { 'build.sh': ['#!/no/such/shell\n', 'x'] },
      ['./build.sh'],
      '@/build.sh names a program in its first line that does not exist: install it, or correct the line.',
    ],
    [
      'a zero character',
      {},
      ['true', 'a\0b'],
      'true cannot be started (ERR_INVALID_ARG_VALUE): correct the command in the settings.',
    ],
    [
      'arguments that are too long',
      {},
      ['true', 'x'.repeat(300_000)],
      'The command line and the environment are longer than the system takes: shorten the command in the settings.',
    ],
  ];
  for (const [what, files, command, sentence] of REAL) {
    it(what, async () => {
      const folder = newFolder();
      const workspace = path.join(folder, 'workspace');
      for (const [name, [text, mode]] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
        fs.writeFileSync(path.join(workspace, name), text, { mode: mode === 'x' ? 0o755 : 0o644 });
      }
      const { outcome, log } = await runBuild(folder, command);
      assert.equal(outcome, 'INFRA_FAILURE');
      assert.equal(log.length, 2);
      assert.equal(log[1], sentence.replaceAll('@', workspace));
    });
  }

  it('an empty PATH', async () => {
    const { log } = await runBuild(newFolder(), ['make'], { host: { env: { PATH: '' } } });
    assert.equal(log[1], 'There is no program make, for PATH is empty: name it by its whole path.');
  });

  it('a file where the folders of builds are to be', async () => {
    const folder = newFolder();
    const base = path.join(folder, 'builds');
    fs.writeFileSync(base, '');
    const { outcome, log } = await runBuild(folder, ['true']);
    assert.equal(outcome, 'INFRA_FAILURE');
    const sentence = `The build has no folder, for a part of ${base} is a file: move it away.`;
    assert.deepEqual(log, [sentence]);
  });

  it('a build that removes its own folder', async () => {
    const { outcome, log } = await runBuild(newFolder(), ['sh', '-c', 'rm -rf "$PWD"; echo gone']);
    assert.equal(outcome, 'SUCCESS');
    assert.ok(log.includes('gone'));
  });

  it('a disk that is full, or that nothing may be written to', function () {
    if (!fs.existsSync('/dev/full')) this.skip();
    assert.throws(
      () => fs.writeFileSync('/dev/full', 'x'),
      (error: Error) => {
        const sentence = 'The disk is full, so the build has no folder: make room where /b is.';
        assert.equal(folderFailure('/b', error), sentence);
        return true;
      },
    );
    assert.equal(
      folderFailure('/b', Object.assign(new Error('x'), { code: 'EROFS' })),
      'The build has no folder, for nothing may be written to /b: change who may write there.',
    );
  });

  /** Of systems that are not at hand. */
  const MADE_UP: readonly (readonly [
    program: string,
    code: string,
    platform: NodeJS.Platform,
    sentence: string,
  ])[] = [
    [
      'npm',
      'ENOENT',
      'win32',
      'There is no program npm on the PATH: install it, correct the command in the settings, or write cmd /c npm if it is a batch file.',
    ],
    [
      'build.cmd',
      'EINVAL',
      'win32',
      'build.cmd is a batch file, which only a shell can run: write cmd /c build.cmd.',
    ],
    [
      'build',
      'ENOEXEC',
      'linux',
      'build is no program for this machine: build it for this one, or name the program that reads it.',
    ],
    [
      'build',
      'EAGAIN',
      'linux',
      'The system has no room for another process (EAGAIN): end some, and run the job again.',
    ],
    [
      'build',
      'EIO',
      'linux',
      'build cannot be started (EIO): correct the command in the settings.',
    ],
  ];
  for (const [program, code, platform, sentence] of MADE_UP) {
    it(`${program}, ${code} on ${platform}`, () => {
      const start = { command: [program], folder: newFolder(), searchPath: '/bin', code, platform };
      assert.equal(startFailure(start), sentence);
    });
  }

  it('a folder that is gone', () => {
    const folder = path.join(newFolder(), 'missing');
    const start = { command: ['true'], folder, searchPath: '/bin', code: 'ENOENT' };
    assert.equal(
      startFailure({ ...start, platform: 'linux' }),
      `The folder ${folder} is gone: run the job again.`,
    );
  });

  it('a program that a signal ends', () => {
    assert.equal(
      signalSentence('make', 'SIGSEGV'),
      'make was ended by SIGSEGV: it has used memory that it does not have, which is a mistake in it.',
    );
    assert.equal(signalSentence('make', 'SIGUSR2'), 'make was ended by SIGUSR2.');
  });
});
