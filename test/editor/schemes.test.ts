import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, DemoDocument } from './demo-document.ts';
import { contentOnly, type Registration, readOnly, writable } from './made-up-files.ts';

const MISTAKE = 'job { id: "a" schedule: "with 1h interval" noop {} nope: 1 }\n';

/** What holds the text, its scheme, and whether a person can edit it there. */
const SCHEMES: readonly [string, string, Registration | undefined, boolean][] = [
  ['a writable file system', 'made-up', writable, true],
  ['another one', 'ssh+files.2', writable, true],
  ['an untitled document', 'untitled', undefined, true],
  ['a read-only file system', 'made-up-history', readOnly, false],
  ['a view', 'made-up-view', contentOnly, false],
];

describe('language features in a document of', () => {
  let demo: DemoDocument;

  before(async () => {
    demo = await DemoDocument.open();
    // The server runs from here on.
    await demo.codeLenses((all) => all.length > 0);
  });

  after(async () => {
    await vscode.window.showTextDocument(demo.document);
  });

  for (const [name, scheme, register, edited] of SCHEMES) {
    it(`${name}: ${edited ? 'there are' : 'there are none'}`, async () => {
      const registration = register?.(scheme, MISTAKE);
      try {
        const shown = await show(scheme);
        if (edited) {
          const [diagnostic] = await shown.diagnostics((all) => all.length > 0);
          assert.equal(diagnostic && codeOf(diagnostic), 'textproto-unknown-field');
          assert.equal((await symbols(shown.document)).length, 1);
          await mend(shown);
          await shown.diagnostics((all) => all.length === 0);
        } else {
          // The server handles one message after the other: it would have answered about this document by then.
          assert.deepEqual(await symbols(shown.document), []);
          await untilServed();
          assert.deepEqual(vscode.languages.getDiagnostics(shown.document.uri), []);
        }
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      } finally {
        registration?.dispose();
      }
    });
  }

  /** Shows the scheme's config in the editor. */
  async function show(scheme: string): Promise<DemoDocument> {
    if (scheme !== 'untitled') {
      return DemoDocument.show(vscode.Uri.from({ scheme, path: '/a/luci-scheduler.cfg' }));
    }
    const options = { language: 'luci-scheduler', content: MISTAKE };
    return DemoDocument.show((await vscode.workspace.openTextDocument(options)).uri);
  }

  /** Resolves when the diagnostics of a mistake that is made now are shown and gone again. */
  async function untilServed(): Promise<void> {
    const beside = vscode.ViewColumn.Beside;
    const served = await DemoDocument.show(demo.document.uri, beside);
    const wrong = await served.replace(served.rangeOf(/\bsleep_ms\b/), 'sleep_msec');
    await served.diagnostics((all) => all.length > 0);
    await served.replace(wrong, 'sleep_ms');
    await served.diagnostics((all) => all.length === 0);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
});

async function symbols({ uri }: vscode.TextDocument): Promise<readonly unknown[]> {
  const found = await vscode.commands.executeCommand<unknown[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return found ?? [];
}

async function mend(shown: DemoDocument): Promise<void> {
  await shown.replace(shown.rangeOf(/nope: 1/), '');
}
