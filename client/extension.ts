// Entry point of the extension, where its parts are joined.

import * as vscode from 'vscode';
import { BUILTIN_TASK_FIELDS } from '../src/task/builtin-task-fields.ts';
import { registerCommands } from './commands.ts';
import { GeneratedFiles } from './generated-files.ts';
import { HostRows } from './host-rows.ts';
import { LanguageServer } from './language-server.ts';
import { LauncherCommands } from './launcher/launcher-commands.ts';
import { registerLensCommands } from './lens-commands.ts';
import { RunningDoor } from './running-door.ts';
import { SavedEncoding } from './saved-encoding.ts';
import { registerSchemaDocument } from './schema-document.ts';
import { notToItselfIfGenerated, registerStarlarkDefinitions } from './starlark-definition.ts';
import { StarlarkSearcher } from './starlark-search.ts';
import { registerTasks } from './tasks/task-provider.ts';
import { WorkspaceDiagnostics } from './workspace-diagnostics.ts';
import { sharedStorage } from './workspace-storage.ts';

let stop: (() => Promise<unknown>) | undefined;

/** Returns before the language server has started: nobody's start of the editor is to wait for it. */
export function activate({
  subscriptions,
  extensionUri,
  storageUri,
  globalStorageUri,
  workspaceState,
}: vscode.ExtensionContext): void {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const output = vscode.window.createOutputChannel('LUCI Scheduler', { log: true });
  const hosts = new HostRows(workspaceState);
  const runsHere = BUILTIN_TASK_FIELDS;
  const starlark = new StarlarkSearcher();
  const server = new LanguageServer({
    module: vscode.Uri.joinPath(dist, 'server.cjs'),
    findingsPage: vscode.Uri.joinPath(extensionUri, 'docs', 'findings.md'),
    runsHere,
    hosts,
    middleware: notToItselfIfGenerated(starlark),
    output,
  });
  const running = new RunningDoor({
    server,
    output,
    hosts,
    runsHere,
    memory: workspaceState,
    storage: vscode.Uri.file(sharedStorage((storageUri ?? globalStorageUri).fsPath)),
    dist,
  });
  stop = () => Promise.all([running.stop(), server.stop()]);

  const workspace = new WorkspaceDiagnostics(server, output);
  const cli = vscode.Uri.joinPath(dist, 'cli.js');
  const launchers = new LauncherCommands(cli, globalStorageUri);
  subscriptions.push(
    output,
    hosts,
    running,
    new SavedEncoding(server, output),
    new GeneratedFiles(),
    starlark,
    registerStarlarkDefinitions(starlark),
    registerSchemaDocument(server),
    ...registerLensCommands(server),
    workspace,
    registerTasks(cli),
    ...registerCommands({ server, output, starlark, launchers }),
  );
  // What nobody has opened can wait until what is open was checked.
  void server.start().then(() => workspace.refresh());
  launchers.refresh().catch((error) => output.warn('luci-jobs on PATH was not updated.', error));
  whenTrusted(subscriptions, () => {
    running.resume().catch((error) => output.error('The history could not be read', error));
  });
}

/** Nothing goes on running in a workspace that nobody trusts. */
function whenTrusted(subscriptions: vscode.Disposable[], act: () => void): void {
  if (vscode.workspace.isTrusted) act();
  else subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(act));
}

/** Ends the language server, and what runs. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
