import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Uri as EditorUri } from 'vscode';
import { told, Uri, user } from '../editor-stand-in.ts';

const { LauncherCommands } = await import('../../../client/launcher/launcher-commands.ts');

describe('the commands that install and uninstall luci-jobs', () => {
  if (process.platform === 'win32') return;
  const { HOME, PATH, SHELL } = process.env;
  let top: string;
  let commands: InstanceType<typeof LauncherCommands>;

  beforeEach(() => {
    top = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'luci-jobs-'));
    Object.assign(process.env, {
      HOME: at('home'),
      PATH: `${at('home/bin')}:/usr/bin`,
      SHELL: '/bin/zsh',
    });
    fs.mkdirSync(at('home/bin'), { recursive: true });
    const uri = (name: string) => Uri.file(at(name)) as EditorUri;
    commands = new LauncherCommands(uri('extension/dist/cli.js'), uri('storage'));
    told.length = 0;
    Object.assign(user, { presses: undefined, picks: undefined, chooses: undefined });
  });

  afterEach(() => {
    Object.assign(process.env, { HOME, PATH });
    if (SHELL === undefined) delete process.env['SHELL'];
    else process.env['SHELL'] = SHELL;
    fs.rmSync(top, { recursive: true });
  });

  const at = (name: string) => path.join(top, name);

  /** What was told, with `~` for the user's folder, once it is that much. */
  async function hears(...expected: readonly string[]): Promise<void> {
    while (told.length < expected.length) await new Promise(setImmediate);
    assert.deepEqual(
      told.map((line) => line.replaceAll(at('home'), '~').replaceAll(top, 'TOP')),
      expected,
    );
  }

  const OFFERS = 'pick: ~/bin, ~/.local/bin, Other Folder…';

  it('in a folder on PATH', async () => {
    user.picks = at('home/bin');
    assert.equal(await commands.install(undefined), at('home/bin/luci-jobs'));
    await hears(
      OFFERS,
      'information: ~/bin/luci-jobs is installed. Type luci-jobs --help in a terminal.',
    );
    assert.match(fs.readFileSync(at('home/bin/luci-jobs'), 'utf8'), /extension\/dist\/cli\.js/);
    // Again, as after a doubt: it is ours.
    told.length = 0;
    assert.equal(await commands.install(at('home/bin')), at('home/bin/luci-jobs'));
    await hears('information: ~/bin/luci-jobs is installed. Type luci-jobs --help in a terminal.');
  });

  it('in a folder that is not on PATH yet, with what to do about it', async () => {
    user.picks = at('home/.local/bin');
    user.presses = 'Copy Line';
    assert.equal(await commands.install(undefined), at('home/.local/bin/luci-jobs'));
    await hears(
      OFFERS,
      'warning: ~/.local/bin/luci-jobs is installed, but terminals do not look there yet: add export PATH="$HOME/.local/bin:$PATH" to ~/.zshrc, and open a new terminal.',
      'clipboard: export PATH="$HOME/.local/bin:$PATH"',
    );
  });

  it('in any other folder', async () => {
    user.picks = 'Other Folder…';
    user.chooses = at('elsewhere');
    assert.equal(await commands.install({ any: 'thing' }), at('elsewhere/luci-jobs'));
    await hears(
      OFFERS,
      'warning: TOP/elsewhere/luci-jobs is installed, but terminals do not look there yet: add export PATH="TOP/elsewhere:$PATH" to ~/.zshrc, and open a new terminal.',
    );
    assert.equal(fs.existsSync(at('elsewhere/luci-jobs')), true);
  });

  it('says what terminals find first', async () => {
    process.env['PATH'] = `${at('first')}:${at('home/bin')}`;
    fs.mkdirSync(at('first'));
    fs.writeFileSync(at('first/luci-jobs'), '', { mode: 0o755 });
    await commands.install(at('home/bin'));
    await hears(
      'warning: ~/bin/luci-jobs is installed, but terminals find TOP/first/luci-jobs first. Remove that one, or install luci-jobs there.',
    );
  });

  it('does nothing if nothing is picked', async () => {
    assert.equal(await commands.install(undefined), undefined);
    user.picks = 'Other Folder…';
    assert.equal(await commands.install(undefined), undefined);
    await hears(OFFERS, OFFERS);
    assert.deepEqual(fs.readdirSync(at('home/bin')), []);
  });

  it("overwrites nobody else's file before the user has said so", async () => {
    const file = at('home/bin/luci-jobs');
    fs.writeFileSync(file, 'precious');
    const asked =
      'warning: ~/bin/luci-jobs is there already, and this extension has not made it. Replace it?';
    assert.equal(await commands.install(at('home/bin')), undefined);
    await hears(asked);
    assert.equal(fs.readFileSync(file, 'utf8'), 'precious');
    user.presses = 'Replace';
    assert.equal(await commands.install(at('home/bin')), file);
    assert.notEqual(fs.readFileSync(file, 'utf8'), 'precious');
    await hears(
      asked,
      asked,
      'information: ~/bin/luci-jobs is installed. Type luci-jobs --help in a terminal.',
    );
  });

  it('says why it cannot', async () => {
    fs.mkdirSync(at('home/bin/luci-jobs'));
    fs.writeFileSync(at('file'), '');
    assert.equal(await commands.install(at('home/bin')), undefined);
    assert.equal(await commands.install(at('file/bin')), undefined);
    assert.match(told[1] ?? '', /^error: luci-jobs could not be installed: ENOTDIR/);
    told.length = 1;
    await hears('error: ~/bin/luci-jobs is a folder, so luci-jobs cannot be installed there.');
  });

  it('uninstalls what is ours, wherever it is', async () => {
    await commands.install(at('home/bin'));
    await commands.install(at('home/.local/bin'));
    fs.mkdirSync(at('foreign'));
    fs.writeFileSync(at('foreign/luci-jobs'), '');
    process.env['PATH'] += `:${at('foreign')}`;
    // Of another window, which knew of none.
    fs.rmSync(at('storage/launchers.json'));
    while (told.length < 2) await new Promise(setImmediate);
    told.length = 0;
    assert.deepEqual(await commands.uninstall(), [at('home/bin/luci-jobs')]);
    assert.deepEqual(await commands.uninstall(), []);
    await hears(
      'information: ~/bin/luci-jobs is gone.',
      'information: There is no luci-jobs on PATH that this extension has installed.',
    );
    assert.equal(fs.existsSync(at('foreign/luci-jobs')), true);
  });
});
