import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DemoDocument } from './demo-document.ts';

describe('a new example config', () => {
  let folder: vscode.Uri;

  before(async () => {
    // Activates the extension.
    const { document } = await DemoDocument.open();
    folder = vscode.Uri.joinPath(document.uri, '..');
  });

  afterEach(async () => {
    for (const name of ['luci-scheduler-2.cfg', 'luci-scheduler-3.cfg']) {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name)).then(undefined, () => {});
    }
  });

  it('has a name of its own that its language goes by, and is saved under it', async () => {
    // The demo's config has the first name.
    const first = await newExample();
    assert.equal(first.document.fileName.split('/').at(-1), 'luci-scheduler-2.cfg');
    assert.equal(first.document.languageId, 'luci-scheduler');
    assert.equal(first.document.isUntitled, true);
    assert.match(first.document.getText(), /^job \{\n {2}id: "/m);
    assert.deepEqual(
      vscode.window.tabGroups.activeTabGroup.activeTab?.label,
      'luci-scheduler-2.cfg',
    );

    const second = await newExample();
    assert.equal(second.document.fileName.split('/').at(-1), 'luci-scheduler-3.cfg');
    await closeUnsaved();

    await vscode.window.showTextDocument(first.document);
    assert.equal(await first.document.save(), true);
    const saved = vscode.Uri.joinPath(folder, 'luci-scheduler-2.cfg');
    const bytes = await vscode.workspace.fs.readFile(saved);
    assert.match(new TextDecoder().decode(bytes), /^job \{\n {2}id: "/m);
    const third = await newExample();
    assert.equal(third.document.fileName.split('/').at(-1), 'luci-scheduler-3.cfg');
    await closeUnsaved();
  });

  it('is indented by two spaces, as is what is typed in it', async () => {
    const { options } = await newExample();
    assert.equal(options.insertSpaces, true);
    assert.equal(options.tabSize, 2);
    await closeUnsaved();
  });

  it('can be run', async () => {
    const { document } = await newExample();
    const id = await vscode.commands.executeCommand<string>(
      'luciScheduler.runJob',
      document.uri.toString(),
      'wait-a-little',
    );
    assert.ok(id);
    await vscode.commands.executeCommand('luciScheduler.abortInvocation', id);
    await vscode.window.showTextDocument(document);
    await closeUnsaved();
  });
});

async function newExample(): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('luciScheduler.createExample');
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  return editor;
}

async function closeUnsaved(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
