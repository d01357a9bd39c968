// The encoding of configs: a finding where the file is not what the editor shows, and the way out of it.
//
// VS Code keeps a byte order mark away from everybody, and hands out text whatever the bytes are. The service reads bytes.

import * as vscode from 'vscode';
import { SAVED_METHODS } from '../src/language/language.ts';
import { CONFIGS, isConfig } from './language.ts';
import type { LanguageServer } from './language-server.ts';

/** Encodings whose files begin with a mark, by which they are known. */
const MARKED: ReadonlySet<string> = new Set(['utf8bom', 'utf16le', 'utf16be']);

/** Characters of a text whose file begins with a mark that are looked at. */
const BEGINNING = 100;

/** Characters of a text that is looked at again after each edit; a longer one is when it is saved. */
const SHORT = 1 << 20;

const TITLE = 'Save as UTF-8';

/** Puts the finding beside those of the language server, and offers to mend it. */
export class SavedEncoding implements vscode.Disposable, vscode.CodeActionProvider {
  readonly #server: LanguageServer;
  readonly #output: vscode.LogOutputChannel;
  readonly #findings = vscode.languages.createDiagnosticCollection('luci-scheduler-encoding');
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Documents that are being looked at; true if they are to be looked at once more. */
  readonly #looking = new Map<vscode.TextDocument, boolean>();

  constructor(server: LanguageServer, output: vscode.LogOutputChannel) {
    this.#server = server;
    this.#output = output;
    const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
    this.#subscriptions = [
      this.#findings,
      vscode.languages.registerCodeActionsProvider(CONFIGS, this, kinds),
      server.onTold((document) => this.#check(document)),
      // A new encoding is a change without changes.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || textLength(document) <= SHORT) this.#check(document);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.#check(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#findings.delete(uri)),
    ];
  }

  provideCodeActions(
    { uri }: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (only && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const diagnostics = (this.#findings.get(uri) ?? []).filter((finding) =>
      finding.range.intersection(range),
    );
    if (diagnostics.length === 0) return [];
    const action = new vscode.CodeAction(TITLE, vscode.CodeActionKind.QuickFix);
    action.command = { title: TITLE, command: 'luciScheduler.saveAsUtf8', arguments: [uri] };
    action.diagnostics = [...diagnostics];
    action.isPreferred = true;
    return [action];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** One look at a time at each document, and another one if it has changed in the meantime. */
  #check(document: vscode.TextDocument): void {
    if (!isConfig(document)) return;
    if (this.#looking.has(document)) {
      this.#looking.set(document, true);
      return;
    }
    void this.#look(document);
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    do {
      this.#looking.set(document, false);
      let finding: vscode.Diagnostic | undefined;
      try {
        finding = await this.#findingOf(document);
      } catch (error) {
        // As when the server does not run: it is told of all documents once it does.
        this.#output.debug('The encoding of a config could not be checked.', error);
      }
      if (!document.isClosed) this.#findings.set(document.uri, finding ? [finding] : []);
    } while (this.#looking.get(document) && !document.isClosed);
    this.#looking.delete(document);
  }

  async #findingOf(document: vscode.TextDocument): Promise<vscode.Diagnostic | undefined> {
    const { encoding, uri } = document;
    if (encoding === 'utf8') return undefined;
    const isMarked = MARKED.has(encoding);
    const text = isMarked ? document.getText().slice(0, BEGINNING) : document.getText();
    // All of these encodings have ASCII in common.
    if (!isMarked && /^[\0-\x7f]*$/.test(text)) return undefined;
    const bytes = await vscode.workspace.encode(text, { encoding });
    return this.#server.askDiagnostic(SAVED_METHODS.finding, {
      textDocument: { uri: uri.toString() },
      bytes: Buffer.from(bytes).toString('base64'),
    });
  }
}

function textLength(document: vscode.TextDocument): number {
  const { lineCount } = document;
  return document.offsetAt(document.lineAt(lineCount - 1).range.end);
}
