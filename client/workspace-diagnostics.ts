// Diagnostics of configs that nobody has opened, so that the list of problems is that of the workspace.
//
// The editor finds the files and reads them, wherever they are: the language server may have no access to them. What is open
// the server is told of anyway.

import * as vscode from 'vscode';
import { UNOPENED_METHODS } from '../src/language/language.ts';
import { CheckQueue } from './check-queue.ts';
import { isConfig } from './language.ts';
import type { LanguageServer } from './language-server.ts';
import { SECTION } from './settings.ts';

/** As package.json contributes the names of configs. */
const CONFIG_FILES = '**/luci-scheduler*.cfg';
const CONFIG_FILE = /(?:^|\/)luci-scheduler[^/]*\.cfg$/;

/** More configs than these, and larger ones, are checked when somebody opens them. */
const MAX_CONFIGS = 500;
const MAX_BYTES = 8 << 20;

/** `open`: those in tabs that were not looked at yet. `all`: those of the workspace. */
type Scope = 'off' | 'open' | 'all';

export class WorkspaceDiagnostics implements vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #output: vscode.LogOutputChannel;
  readonly #findings = vscode.languages.createDiagnosticCollection('luci-scheduler-workspace');
  readonly #queue = new CheckQueue<string>((uri, signal) => this.#check(uri, signal));
  readonly #subscriptions: readonly vscode.Disposable[];
  #search = new vscode.CancellationTokenSource();
  #watcher: vscode.FileSystemWatcher | undefined;

  constructor(server: LanguageServer, output: vscode.LogOutputChannel) {
    this.#server = server;
    this.#output = output;
    this.#subscriptions = [
      this.#findings,
      // A document and its tab come and go one after the other, in either order, and one of them may stay.
      server.onTold(({ uri }) => this.#lookAgain(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#lookAgain(uri)),
      vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
        for (const uri of configsIn([...opened, ...closed])) this.#lookAgain(uri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) void this.refresh();
      }),
    ];
  }

  /** Looks for configs and checks them, after giving up what it is at. Never rejects. */
  async refresh(): Promise<void> {
    this.#search.cancel();
    this.#search = new vscode.CancellationTokenSource();
    const { token } = this.#search;
    this.#queue.clear();
    this.#watch();
    try {
      const found = await configsOf(scope(), token);
      if (token.isCancellationRequested) return;
      const wanted = new Set(found.map((uri) => uri.toString()));
      this.#findings.forEach((uri) => {
        if (!wanted.has(uri.toString())) this.#findings.delete(uri);
      });
      for (const uri of wanted) this.#queue.add(uri);
      if (found.length === MAX_CONFIGS) {
        this.#output.info(
          `Only ${MAX_CONFIGS} configs of the workspace are checked without being opened.`,
        );
      }
    } catch (error) {
      this.#output.warn('The configs of the workspace could not be found.', error);
    }
  }

  dispose(): void {
    this.#search.cancel();
    this.#queue.clear();
    this.#watcher?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Files are watched only if somebody wants to hear of them. */
  #watch(): void {
    const isWanted = scope() !== 'off';
    if (isWanted === (this.#watcher !== undefined)) return;
    this.#watcher?.dispose();
    this.#watcher = isWanted ? vscode.workspace.createFileSystemWatcher(CONFIG_FILES) : undefined;
    this.#watcher?.onDidChange((uri) => this.#lookAgain(uri));
    this.#watcher?.onDidCreate((uri) => this.#lookAgain(uri));
    this.#watcher?.onDidDelete((uri) => this.#forget(uri));
  }

  /** Something has happened to it. */
  #lookAgain(uri: vscode.Uri): void {
    if (!CONFIG_FILE.test(uri.path)) return;
    const wanted = scope();
    const isInScope =
      wanted === 'open'
        ? hasTab(uri)
        : wanted === 'all' && vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    if (isInScope && !isShown(uri)) this.#queue.add(uri.toString());
    else this.#forget(uri);
  }

  #forget(uri: vscode.Uri): void {
    this.#queue.drop(uri.toString());
    this.#findings.delete(uri);
  }

  async #check(key: string, signal: AbortSignal): Promise<void> {
    const uri = vscode.Uri.parse(key, true);
    try {
      const found = isShown(uri) ? undefined : await this.#findingsOf(uri);
      if (signal.aborted) return;
      if (found && !isShown(uri)) this.#findings.set(uri, found);
      else this.#findings.delete(uri);
    } catch (error) {
      // As when the file has gone, or the server does not run.
      this.#output.debug('A config that is not open could not be checked.', error);
      if (!signal.aborted) this.#findings.delete(uri);
    }
  }

  /** Undefined if it is too large. */
  async #findingsOf(uri: vscode.Uri): Promise<vscode.Diagnostic[] | undefined> {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return this.#server.askDiagnostics(UNOPENED_METHODS.check, {
      uri: uri.toString(),
      bytes: Buffer.from(bytes).toString('base64'),
    });
  }
}

function scope(): Scope {
  return vscode.workspace.getConfiguration(SECTION).get<Scope>('workspaceDiagnostics', 'all');
}

async function configsOf(
  wanted: Scope,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  if (wanted === 'off') return [];
  if (wanted === 'open') return tabs().slice(0, MAX_CONFIGS);
  return vscode.workspace.findFiles(CONFIG_FILES, undefined, MAX_CONFIGS, token);
}

/** The configs that have a tab, though their text may never have been looked at. */
function tabs(): readonly vscode.Uri[] {
  return configsIn(vscode.window.tabGroups.all.flatMap((group) => group.tabs));
}

function configsIn(some: readonly vscode.Tab[]): readonly vscode.Uri[] {
  return some.flatMap(({ input }) =>
    input instanceof vscode.TabInputText && CONFIG_FILE.test(input.uri.path) ? [input.uri] : [],
  );
}

function hasTab(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return tabs().some((tab) => tab.toString() === key);
}

/**
 * The diagnostics of the language server show it: it is open as a config, and has a tab. Documents stay open for a while
 * after their tab is closed, without diagnostics.
 */
function isShown(uri: vscode.Uri): boolean {
  const key = uri.toString();
  const isOpen = vscode.workspace.textDocuments.some(
    (document) => !document.isClosed && isConfig(document) && document.uri.toString() === key,
  );
  return isOpen && hasTab(uri);
}
