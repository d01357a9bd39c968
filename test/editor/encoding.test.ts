import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, DemoDocument, PATIENCE } from './demo-document.ts';

const GOOD = 'job { id: "a" schedule: "with 1h interval" noop {} }\n';
const BOM = 'U+FEFF, byte order mark: the service rejects it. Save the file as UTF-8 without one.';
const UTF16 = 'This file looks like UTF-16: save it as UTF-8.';
const STRAY = 'This is not UTF-8 (byte 0xE9): save the file as UTF-8.';

/** The bytes of a file, the encoding to open it in, what is said and where, and the text to keep. */
const FILES: readonly [
  name: string,
  bytes: Buffer,
  encoding: string | undefined,
  message: string,
  line: number,
  text: string,
][] = [
  ['a byte order mark', Buffer.from(`\ufeff${GOOD}`), undefined, BOM, 0, GOOD],
  ['UTF-16', Buffer.from(`\ufeff${GOOD}`, 'utf16le'), undefined, UTF16, 0, GOOD],
  ['UTF-16BE', Buffer.from(`\ufeff${GOOD}`, 'utf16le').swap16(), undefined, UTF16, 0, GOOD],
  ['Latin-1', Buffer.from(`# é\n${GOOD}é`, 'latin1'), 'windows1252', STRAY, 2, `# é\n${GOOD}é`],
];

describe('a config in the wrong encoding', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  for (const [name, bytes, encoding, message, line, text] of FILES) {
    it(`${name}: is a finding, and a quick fix saves it as UTF-8`, async () => {
      const uri = await newFile(name, bytes);
      if (encoding) await vscode.workspace.openTextDocument(uri, { encoding });
      const shown = await DemoDocument.show(uri);
      const said = await shown.diagnostics((all) => all.some((each) => each.message === message));
      const finding = said.find((each) => each.message === message);
      assert.ok(finding);
      assert.equal(codeOf(finding), 'textproto-unexpected-byte');
      assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(finding.range.start.line, line);

      // What is typed before the fix is not lost.
      await shown.replace(new vscode.Range(9, 0, 9, 0), '# typed');
      const at = shown.document.lineAt(line).range;
      let [fix] = await fixes(uri, at);
      // The server looks at the file again once it hears of the edit.
      for (const deadline = Date.now() + PATIENCE; !fix && Date.now() < deadline; )
        [fix] = await fixes(uri, at);
      assert.equal(fix?.title, 'Save as UTF-8');
      assert.equal(fix.isPreferred, true);
      const { command, arguments: args = [] } = fix.command ?? assert.fail('no command');
      await vscode.commands.executeCommand(command, ...args);

      await shown.diagnostics((all) => !all.some((each) => each.message === message));
      const saved = Buffer.from(await vscode.workspace.fs.readFile(uri));
      assert.deepEqual(saved, Buffer.from(`${text}# typed`));
      assert.equal(shown.document.encoding, 'utf8');
      assert.equal(shown.document.isDirty, false);
      const left = (await fixes(uri, at)).map(({ title }) => title);
      assert.ok(!left.includes('Save as UTF-8'));
    });
  }

  it('that the service does not mind, is none', async () => {
    const uri = await newFile('ascii', Buffer.from(`nope: 1\n# é\n${GOOD}`, 'latin1'));
    await vscode.workspace.openTextDocument(uri, { encoding: 'windows1252' });
    const shown = await DemoDocument.show(uri);
    const said = await shown.diagnostics((all) => all.length > 0);
    assert.deepEqual(said.map(codeOf), ['textproto-unknown-field']);
    // The byte that matters comes after: the answer about it says that this document is looked at.
    await shown.replace(new vscode.Range(0, 0, 0, 0), 'é ');
    await shown.diagnostics((all) => all.some((each) => each.message === STRAY));
    await shown.replace(new vscode.Range(0, 0, 0, 2), '');
    await shown.diagnostics((all) => !all.some((each) => each.message === STRAY));
  });

  it('that has no file yet, is a finding, too', async () => {
    const { uri } = await vscode.workspace.openTextDocument({
      language: 'luci-scheduler',
      content: GOOD,
      encoding: 'utf8bom',
    });
    const shown = await DemoDocument.show(uri);
    const [finding] = await shown.diagnostics((all) => all.length > 0);
    assert.equal(finding?.message, BOM);
  });

  async function newFile(name: string, bytes: Uint8Array): Promise<vscode.Uri> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'encodings', name, 'luci-scheduler.cfg');
    await vscode.workspace.fs.writeFile(uri, bytes);
    return uri;
  }

  async function fixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      vscode.CodeActionKind.QuickFix.value,
    );
  }
});
