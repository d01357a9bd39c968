// Quick fixes, refactorings and diagnostics of files that are not open, as a user of VS Code has them.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { codeOf, DemoDocument, PATIENCE } from './demo-document.ts';

const FIXABLE = `job {
  id: "a"
  realm: "CI"
  schedule: "every 5 minutes"
  acl_sets: "x"
  noop {}
}
`;

async function shown(content: string): Promise<DemoDocument> {
  const options = { language: 'luci-scheduler', content };
  return DemoDocument.show((await vscode.workspace.openTextDocument(options)).uri);
}

async function actions(
  { document }: DemoDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind.value,
    100,
  );
  return found;
}

async function pick(demo: DemoDocument, action: vscode.CodeAction | undefined): Promise<string> {
  assert.ok(action?.edit);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  return demo.document.getText();
}

describe('quick fixes', () => {
  before(() => DemoDocument.open());

  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('mend what is underlined', async () => {
    const demo = await shown(FIXABLE);
    await demo.diagnostics((all) => all.length >= 3);
    const [preferred] = await actions(demo, demo.rangeOf(/"CI"/), vscode.CodeActionKind.QuickFix);
    assert.deepEqual(
      [preferred?.title, preferred?.isPreferred],
      ['Change the realm to "ci"', true],
    );
    assert.equal(await pick(demo, preferred), FIXABLE.replace('CI', 'ci'));
    await demo.diagnostics((all) => all.every((one) => codeOf(one) !== 'realm-invalid'));
  });

  it('mend all that has one obvious fix', async () => {
    const demo = await shown(FIXABLE);
    await demo.diagnostics((all) => all.length >= 3);
    const kind = vscode.CodeActionKind.SourceFixAll;
    const [all] = await actions(demo, demo.rangeOf(/job/), kind);
    const fixed = FIXABLE.replace('CI', 'ci')
      .replace('every 5 minutes', 'with 5m interval')
      .replace('  acl_sets: "x"\n', '');
    assert.equal(await pick(demo, all), fixed);
  });

  it('are joined by refactorings', async () => {
    const demo = await shown('job { noop {} id: "a" }\n');
    const wanted = 'Put the fields in the order of the schema';
    let order: vscode.CodeAction | undefined;
    // Nothing says when the server knows a document in which nothing is wrong.
    for (const deadline = Date.now() + PATIENCE; !order && Date.now() < deadline; ) {
      const found = await actions(demo, demo.rangeOf(/noop/), vscode.CodeActionKind.Refactor);
      order = found.find(({ title }) => title === wanted);
    }
    assert.equal(await pick(demo, order), 'job { id: "a" noop {} }\n');
  });
});

describe('a config that is not open', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.joinPath(
    folder?.uri ?? vscode.Uri.file('/'),
    'sub',
    'luci-scheduler-2.cfg',
  );

  const write = (text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const codes = () => vscode.languages.getDiagnostics(uri).map(codeOf);

  /** Resolves when the codes are these. */
  async function untilCodes(...expected: readonly string[]): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (codes().join() !== expected.join() && Date.now() < deadline) await sleep(50);
    assert.deepEqual(codes(), expected);
  }

  before(() => DemoDocument.open());

  after(() => vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, '..'), { recursive: true }));

  it('is checked when it comes, changes and goes, and only once while it is open', async () => {
    await write('job { id: "a" schedule: "1 1 * * *" noop {} nope: 1 }\n');
    await untilCodes('textproto-unknown-field');
    await write('job { id: "a" schedule: "1 1 * * *" realm: "CI" noop {} }\n');
    await untilCodes('realm-invalid');
    await DemoDocument.show(uri);
    await untilCodes('realm-invalid');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await untilCodes('realm-invalid');
    await write('job { id: "a" schedule: "1 1 * * *" noop {} }\n');
    await untilCodes();
  });

  it('is not checked if nobody wants that', async () => {
    await write('job {');
    await untilCodes('textproto-missing-brace');
    const settings = vscode.workspace.getConfiguration('luciScheduler');
    await settings.update('workspaceDiagnostics', 'off', vscode.ConfigurationTarget.Global);
    try {
      await untilCodes();
    } finally {
      await settings.update('workspaceDiagnostics', undefined, vscode.ConfigurationTarget.Global);
    }
    await untilCodes('textproto-missing-brace');
  });
});
