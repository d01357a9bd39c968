// Launchers as files, run by real shells.

import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  KnownLaunchers,
  occupantOf,
  programIn,
  writeLauncher,
} from '../../../client/launcher/launcher-files.ts';
import { isLauncher, launcherName, launcherText } from '../../../client/launcher/launcher-text.ts';

/** Says what it was started with. */
const PROGRAM = `process.stdout.write(JSON.stringify([NAME, process.argv.slice(2), process.env.ELECTRON_RUN_AS_NODE ?? '']));
process.exitCode = 7;
`;

describe('a launcher', function () {
  if (process.platform === 'win32') return;
  this.timeout(120_000);
  let top: string;

  beforeEach(() => {
    top = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "luci jobs' $HOME `x` "));
  });

  afterEach(() => fs.rmSync(top, { recursive: true }));

  const at = (name: string) => path.join(top, name);

  /** A version of the extension. @return its command line */
  function extension(version: string, age = 0): string {
    const cli = at(`extensions/luci-scheduler.luci-scheduler-${version}/dist/cli.js`);
    fs.mkdirSync(path.dirname(cli), { recursive: true });
    fs.writeFileSync(cli, PROGRAM.replace('NAME', JSON.stringify(version)));
    const time = new Date(Date.now() - age * 1000);
    fs.utimesSync(cli, time, time);
    return cli;
  }

  async function install(cli: string, editor = process.execPath): Promise<string> {
    const file = at('bin/luci-jobs');
    const { platform } = process;
    await writeLauncher(file, launcherText({ platform, cli, editor, home: os.homedir() }));
    return file;
  }

  function run(
    file: string,
    args: readonly string[] = [],
    env = process.env,
  ): SpawnSyncReturns<string> {
    return spawnSync(file, args, { encoding: 'utf8', env });
  }

  /** Folders with no node, or with one that says to be of this version. */
  function pathWithNode(version?: string): NodeJS.ProcessEnv {
    const bin = at(`node-${version}`);
    fs.mkdirSync(bin);
    if (version !== undefined) {
      // As the real one runs what it is given, but for what it says of itself.
      const script = `#!/bin/sh\nif [ "$1" = -e ]; then exec '${process.execPath}' -e "const process = { versions: { node: '${version}' }, exit: globalThis.process.exit }; $2"; fi\nexec '${process.execPath}' "$@"\n`;
      fs.writeFileSync(path.join(bin, 'node'), script, { mode: 0o755 });
    }
    return { PATH: bin };
  }

  const words = ['validate', "it's", 'a b', '$HOME', '', '*', '"'];

  for (const shell of ['sh', 'bash', 'dash']) {
    it(`starts the command line with the editor's program, arguments and exit code as they are: ${shell}`, async function () {
      if (spawnSync(shell, ['-c', ':']).error) this.skip();
      const file = await install(extension('1.0.0'));
      const { stdout, status } = spawnSync(shell, [file, ...words], { encoding: 'utf8' });
      assert.deepEqual(JSON.parse(stdout), ['1.0.0', words, '1']);
      assert.equal(status, 7);
    });
  }

  it('is a program, whatever the mask is', async () => {
    const before = process.umask(0o077);
    try {
      const file = await install(extension('1.0.0'));
      assert.equal(fs.statSync(file).mode & 0o777, 0o755);
      assert.equal(run(file).status, 7);
    } finally {
      process.umask(before);
    }
  });

  it('starts the newest version if its own is gone', async () => {
    const file = await install(extension('1.0.0'));
    extension('1.10.0', 10);
    extension('1.9.0', 50);
    fs.mkdirSync(at('extensions/luci-scheduler.luci-scheduler-2.0.0'));
    assert.equal(JSON.parse(run(file).stdout)[0], '1.0.0');
    fs.rmSync(at('extensions/luci-scheduler.luci-scheduler-1.0.0'), { recursive: true });
    assert.equal(JSON.parse(run(file).stdout)[0], '1.10.0');
  });

  it('says so if there is none', async () => {
    const file = await install(extension('1.0.0'));
    fs.rmSync(at('extensions'), { recursive: true });
    const { stdout, stderr, status } = run(file);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      `luci-jobs: the VS Code extension LUCI Scheduler is not there any more; install it again, or remove this file: ${file}\n`,
    );
    assert.equal(status, 2);
  });

  it("starts with the user's Node if the editor has moved, and that is new enough", async () => {
    const file = await install(extension('1.0.0'), at('gone'));
    const good = run(file, ['x'], pathWithNode('20.0.0'));
    assert.deepEqual(JSON.parse(good.stdout), ['1.0.0', ['x'], '']);
    assert.equal(good.status, 7);
    for (const env of [pathWithNode('18.20.1'), pathWithNode()]) {
      const { stdout, stderr, status } = run(file, [], env);
      assert.equal(stdout, '');
      assert.match(
        stderr,
        /^luci-jobs: the editor has moved, and there is no Node\.js 20 or newer on PATH; /,
      );
      assert.equal(status, 2);
    }
  });

  it('finds the program of a server of the editor that was updated', async () => {
    const server = (commit: string) => at(`servers/Stable-${commit.repeat(40)}/server/node`);
    const file = await install(extension('1.0.0'), server('a'));
    const now = server('b');
    fs.mkdirSync(path.dirname(now), { recursive: true });
    fs.symlinkSync(process.execPath, now);
    assert.equal(JSON.parse(run(file, [], pathWithNode()).stdout)[2], '1');
  });

  const moving: readonly (readonly [editor: string, pattern: string | undefined])[] = [
    [`/h/.vscode-server/bin/${'0a'.repeat(20)}/node`, "'/h/.vscode-server/bin/'*'/node'"],
    ['/snap/code/217/usr/share/code/code', "'/snap/code/'*'/usr/share/code/code'"],
    ['/usr/share/code/code', undefined],
    ['/h/0123456789abcdef/node', undefined],
  ];
  for (const [editor, pattern] of moving) {
    it(`looks for ${editor} ${pattern ? 'elsewhere, too' : 'there alone'}`, () => {
      const text = launcherText({ platform: 'linux', cli: '/e/v/dist/cli.js', editor, home: '/h' });
      const [, searched] = /if \[ ! -x "\$editor" \]; then\n {2}newest (.*)\n/.exec(text) ?? [];
      assert.equal(searched, pattern);
    });
  }

  it('is told from what others have made', async () => {
    const file = await install(extension('1.0.0'));
    fs.writeFileSync(at('other'), '#!/bin/sh\nexec npx luci-jobs "$@"\n');
    fs.symlinkSync(file, at('link'));
    fs.symlinkSync('nowhere', at('dangling'));
    fs.mkdirSync(at('folder'));
    const occupants = await Promise.all(
      [
        file,
        at('other'),
        at('link'),
        at('dangling'),
        at('folder'),
        at('none'),
        at('other/none'),
      ].map(occupantOf),
    );
    assert.deepEqual(occupants, [
      'launcher',
      'foreign',
      'foreign',
      'foreign',
      'folder',
      'nothing',
      'nothing',
    ]);
  });

  it('takes the place of a link, and not of what it leads to', async () => {
    fs.mkdirSync(at('bin'));
    fs.writeFileSync(at('precious'), 'precious');
    fs.symlinkSync(at('precious'), at('bin/luci-jobs'));
    const file = await install(extension('1.0.0'));
    assert.equal(fs.readFileSync(at('precious'), 'utf8'), 'precious');
    assert.equal(await occupantOf(file), 'launcher');
    assert.deepEqual(fs.readdirSync(at('bin')), ['luci-jobs']);
  });

  it('is what a terminal would find in its folder', async () => {
    const file = await install(extension('1.0.0'));
    assert.equal(await programIn(at('bin'), process.platform), file);
    fs.chmodSync(file, 0o644);
    assert.equal(await programIn(at('bin'), process.platform), undefined);
    assert.equal(await programIn(at('none'), process.platform), undefined);
  });

  describe('that is remembered', () => {
    const known = () => new KnownLaunchers(at('storage/extension'));

    it('is written anew after an update, and nothing else is', async () => {
      const file = await install(extension('1.0.0'));
      fs.writeFileSync(at('foreign'), 'foreign');
      for (const each of [file, at('foreign'), at('none')]) await known().add(each);
      const text = launcherText({
        platform: process.platform,
        cli: extension('1.1.0'),
        editor: process.execPath,
        home: os.homedir(),
      });
      await known().refresh(text);
      assert.equal(fs.readFileSync(file, 'utf8'), text);
      assert.equal(fs.readFileSync(at('foreign'), 'utf8'), 'foreign');
      assert.deepEqual(await known().all(), [file]);
      const { ino } = fs.statSync(file);
      await known().refresh(text);
      assert.equal(fs.statSync(file).ino, ino, 'written again though it is right');
      assert.equal(JSON.parse(run(file).stdout)[0], '1.1.0');
    });

    it('is removed, with those that are found, and nothing else is', async () => {
      const file = await install(extension('1.0.0'));
      fs.copyFileSync(file, at('found'));
      fs.writeFileSync(at('foreign'), 'foreign');
      await known().add(file);
      assert.deepEqual(await known().removeAll([at('found'), at('foreign'), at('none'), file]), [
        file,
        at('found'),
      ]);
      assert.deepEqual(fs.existsSync(file) || fs.existsSync(at('found')), false);
      assert.equal(fs.existsSync(at('foreign')), true);
      assert.deepEqual(await known().all(), []);
    });

    it('is none at first, and none if the list is broken', async () => {
      assert.deepEqual(await known().all(), []);
      await known().refresh('text');
      assert.equal(fs.existsSync(at('storage')), false);
      fs.mkdirSync(at('storage/extension'), { recursive: true });
      for (const broken of ['', '{}', 'null', '[1, null]']) {
        fs.writeFileSync(at('storage/extension/launchers.json'), broken);
        assert.deepEqual(await known().all(), []);
      }
    });
  });
});

describe('the launcher on Windows', () => {
  const text = launcherText({
    platform: 'win32',
    cli: 'C:\\Users\\Jörg\\.vscode\\extensions\\luci-scheduler.luci-scheduler-0.1.0\\dist\\cli.js',
    editor: 'D:\\100% Code\\Code.exe',
    home: 'c:\\users\\jörg',
  });

  it('is a batch file', () => {
    assert.equal(launcherName('win32'), 'luci-jobs.cmd');
    assert.ok(isLauncher(text));
    assert.equal(text.replace(/\r\n/g, '').match(/[\r\n]/), null);
    const lines = text.split('\r\n');
    assert.equal(lines[0], '@echo off');
    // Letters of a name that the code page of a console may lack.
    assert.match(text, /^[\x20-\x7e\r\n]*$/);
    assert.ok(
      lines.includes(
        'set "cli=%USERPROFILE%\\.vscode\\extensions\\luci-scheduler.luci-scheduler-0.1.0\\dist\\cli.js"',
      ),
    );
    assert.ok(lines.includes('set "editor=D:\\100%% Code\\Code.exe"'));
    assert.ok(
      text.includes(
        'dir /b /ad /od "%USERPROFILE%\\.vscode\\extensions\\luci-scheduler.luci-scheduler-*"',
      ),
    );
    const labels = lines.filter((line) => line.startsWith(':')).map((line) => line.slice(1));
    const jumps = [...text.matchAll(/goto (\w+)/g)].map(([, label]) => label);
    assert.deepEqual([...new Set(jumps)].sort(), [...labels].sort());
    // What is for the eyes must be no redirection, and no end of a block.
    for (const line of lines.filter((each) => each.startsWith('echo ')))
      assert.match(line.replace(/ 1>&2$/, ''), /^[^<>|&()^]*$/);
  });
});
