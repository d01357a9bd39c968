import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

describe('luci-jobs on PATH', () => {
  let folder: string;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'luci-jobs-'));
  });

  after(() => fs.rmSync(folder, { recursive: true }));

  it('is installed, runs, and is uninstalled', async () => {
    const bin = path.join(folder, 'bin');
    const file = await vscode.commands.executeCommand<string>(
      'luciScheduler.installCommandLine',
      bin,
    );
    assert.equal(path.dirname(file), bin);
    const extension = vscode.extensions.getExtension('luci-scheduler.luci-scheduler');
    const { stdout, status } = spawnSync(file, ['--version'], { encoding: 'utf8' });
    assert.equal(stdout, `${extension?.packageJSON.version}\n`);
    assert.equal(status, 0);
    assert.deepEqual(await vscode.commands.executeCommand('luciScheduler.uninstallCommandLine'), [
      file,
    ]);
    assert.deepEqual(fs.readdirSync(bin), []);
  });
});
