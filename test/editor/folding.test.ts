import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DemoDocument, PATIENCE } from './demo-document.ts';

/** What VS Code shows, and asks servers for, if nobody says otherwise. */
const DEFAULT = 5000;

/** Each is a block in a block. */
const JOB = 'job {\n  noop {\n    sleep_ms: 1\n  }\n}\n';
const JOB_LINES = 5;
const JOBS = DEFAULT - 1000;

describe('folds', () => {
  let uri: vscode.Uri;

  before(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = vscode.Uri.joinPath(folder.uri, 'folds', 'luci-scheduler.cfg');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(JOB.repeat(JOBS)));
    const config = await DemoDocument.show(uri);
    await config.diagnostics((all) => all.length > 0);
  });

  after(async () => {
    await setLimit(undefined);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });

  it('are all there if the user wants so many', async () => {
    await setLimit(2 * JOBS);
    assert.equal((await folds((all) => all.length > DEFAULT + 1)).length, 2 * JOBS);
  });

  it('are the outermost ones where the user wants few', async () => {
    await setLimit(10);
    const few = await folds((all) => all.length > 0 && all.length <= 11);
    assert.deepEqual(
      few.map(({ start }) => start % JOB_LINES),
      few.map(() => 0),
    );
  });

  it('are as many as ever once the user has no wish any more', async () => {
    await setLimit(undefined);
    await folds((all) => all.length >= DEFAULT && all.length <= DEFAULT + 1);
  });

  function setLimit(limit: number | undefined): Thenable<void> {
    const settings = vscode.workspace.getConfiguration('editor');
    const { Workspace } = vscode.ConfigurationTarget;
    return settings.update('foldingMaximumRegions', limit, Workspace);
  }

  /** As soon as `accept` does. */
  async function folds(
    accept: (all: readonly vscode.FoldingRange[]) => boolean,
  ): Promise<readonly vscode.FoldingRange[]> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const all = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        uri,
      );
      if (accept(all)) return all;
      if (performance.now() > deadline) throw new Error(`Still ${all.length} folds`);
    }
  }
});
