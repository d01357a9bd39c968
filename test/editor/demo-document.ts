// The demo project's config, open in the editor that the tests run in.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** How long the editor may take to react, in ms. */
export const PATIENCE = 60_000;

export class DemoDocument {
  readonly editor: vscode.TextEditor;

  private constructor(editor: vscode.TextEditor) {
    this.editor = editor;
  }

  /** Opens examples/demo/luci-scheduler.cfg; the workspace is a copy of its folder. */
  static async open(): Promise<DemoDocument> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'luci-scheduler.cfg');
    return DemoDocument.show(uri);
  }

  /** Shows another document, whatever its scheme. */
  static async show(uri: vscode.Uri, column?: vscode.ViewColumn): Promise<DemoDocument> {
    return new DemoDocument(
      await vscode.window.showTextDocument(uri, {
        ...(column && { viewColumn: column }),
      }),
    );
  }

  get document(): vscode.TextDocument {
    return this.editor.document;
  }

  /** Where the first match is, or its group if it has one. @throws AssertionError if there is none */
  rangeOf(pattern: RegExp): vscode.Range {
    const indices = new RegExp(pattern, `${pattern.flags}d`).exec(this.document.getText())?.indices;
    const [start, end] = indices?.[1] ?? indices?.[0] ?? assert.fail(String(pattern));
    return new vscode.Range(this.document.positionAt(start), this.document.positionAt(end));
  }

  /** Types over `range`, on one line. Resolves with where the new text is. */
  async replace(range: vscode.Range, text: string): Promise<vscode.Range> {
    assert.ok(await this.editor.edit((builder) => builder.replace(range, text)));
    return new vscode.Range(range.start, range.start.translate(0, text.length));
  }

  /** Takes back all that was not saved. */
  async revert(): Promise<void> {
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.document.uri));
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, this.document.lineCount, 0);
    edit.replace(this.document.uri, all, saved);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await this.document.save());
  }

  /** Asks for the document's code lenses until `accept` does. */
  async codeLenses(
    accept: (lenses: readonly vscode.CodeLens[]) => boolean,
  ): Promise<readonly vscode.CodeLens[]> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        this.document.uri,
        1000,
      );
      if (accept(lenses)) return lenses;
      if (performance.now() > deadline) throw new Error(`Still ${lenses.length} code lenses`);
    }
  }

  /** The document's diagnostics, as soon as `accept` does. */
  diagnostics(
    accept: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
  ): Promise<readonly vscode.Diagnostic[]> {
    const read = () => vscode.languages.getDiagnostics(this.document.uri);
    return new Promise((resolve, reject) => {
      const check = () => {
        const diagnostics = read();
        if (!accept(diagnostics)) return;
        stop();
        resolve(diagnostics);
      };
      const subscription = vscode.languages.onDidChangeDiagnostics(check);
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`Still these diagnostics: ${JSON.stringify(read())}`));
      }, PATIENCE);
      const stop = () => {
        subscription.dispose();
        clearTimeout(timer);
      };
      check();
    });
  }
}

/** The code by which users know the rule, as the Problems panel shows it. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
