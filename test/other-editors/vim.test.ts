import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  type Outcomes,
  prepareSession,
  resultOf,
  runEditor,
  sessionFolders,
} from './editor-session.ts';
import { CONFIG, MENDED, RENAMED } from './session-config.ts';

/** Debian's; elsewhere ALE may be among the packages of the user. */
const ALE = process.env['LUCI_SCHEDULER_ALE'] ?? '/usr/share/vim-ale';
const VIM = ['-N', '-u', 'NONE', '-i', 'NONE', '-n', '-e', '-s'];

describe('Vim with ALE, by the recipe of the README', function () {
  this.timeout(120_000);
  const newFolder = sessionFolders();
  let folder: string;
  let outcomes: Outcomes;

  before(function () {
    if (spawnSync('vim', ['--version']).error || !fs.existsSync(ALE)) {
      console.error(`SKIPPED: there is no vim on PATH, or no ALE in ${ALE}`);
      this.skip();
    }
    folder = newFolder();
    const { recipe, env, outcomes: read } = prepareSession(folder, 'vim', CONFIG);
    const session = path.join(import.meta.dirname, 'ale-session.vim');
    const found = ['--cmd', `set runtimepath^=${ALE}`];
    const args = [...VIM, ...found, '-S', session];
    runEditor('vim', args, { ...env, LUCI_SCHEDULER_RECIPE: recipe });
    outcomes = read();
  });

  it('takes the file name for the language, and the repository for the root', () => {
    assert.deepEqual(resultOf(outcomes, 'start'), {
      filetype: 'luci-scheduler',
      root: folder,
      comment: '# %s',
    });
  });

  it('shows what is wrong', () => {
    assert.deepEqual(resultOf(outcomes, 'diagnostics'), [['schedule-invalid', 4, 14, 28]]);
  });

  it('mends it by a code action', () => {
    assert.equal(resultOf(outcomes, 'fix'), MENDED);
  });

  it('renames a job where it is triggered, too', () => {
    assert.equal(resultOf(outcomes, 'rename'), RENAMED);
  });

  it('goes to the job of a trigger', () => {
    assert.equal(resultOf(outcomes, 'definition'), 3);
  });

  it('formats', () => {
    assert.equal(resultOf(outcomes, 'format'), RENAMED);
  });
});
