// Entry point of the extension, where its parts are joined.

import * as vscode from 'vscode';
import { HostDecisions } from '../host/hosts/host-decisions.ts';
import { localHost } from '../host/node/local-host.ts';
import { Runner } from '../host/runner/runner.ts';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import { BuilderCommands } from './builder-commands.ts';
import { registerCommands } from './commands.ts';
import { GeneratedFiles } from './generated-files.ts';
import { askAboutHost, hostAdvice } from './host-questions.ts';
import { HostRows } from './host-rows.ts';
import { InvocationLogDocuments } from './invocation-log-documents.ts';
import { InvocationsPanel } from './invocations-panel.ts';
import { LanguageServer } from './language-server.ts';
import { LauncherCommands } from './launcher/launcher-commands.ts';
import { registerLensCommands } from './lens-commands.ts';
import { showWarning } from './notifications.ts';
import { RunningStatus } from './running-status.ts';
import { SavedEncoding } from './saved-encoding.ts';
import { registerSchemaDocument } from './schema-document.ts';
import { historySettings, pushPort, workspaceFolder } from './settings.ts';
import { registerStarlarkDefinitions } from './starlark-definition.ts';
import { StarlarkSearcher } from './starlark-search.ts';
import { registerTasks } from './tasks/task-provider.ts';
import { WorkspaceDiagnostics } from './workspace-diagnostics.ts';

let stop: (() => Promise<unknown>) | undefined;

export async function activate({
  subscriptions,
  extensionUri,
  storageUri,
  globalStorageUri,
  workspaceState,
}: vscode.ExtensionContext): Promise<void> {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const output = vscode.window.createOutputChannel('LUCI Scheduler', { log: true });
  const hosts = new HostRows(workspaceState);
  const decisions = new HostDecisions({
    rows: () => hosts.rows(),
    ask: askAboutHost,
    remember: (row) => hosts.remember(row),
    advice: hostAdvice,
  });
  const storage = storageUri ?? globalStorageUri;
  const builders = new BuilderCommands(workspaceState);
  const { world, companion } = localHost({
    decisions,
    builds: {
      base: vscode.Uri.joinPath(storage, 'builds').fsPath,
      guard: vscode.Uri.joinPath(dist, 'process-guard.cjs').fsPath,
      workspace: workspaceFolder(),
    },
    rows: () => builders.rows(),
    mayRun: (command, builder, signal) => builders.mayRun(command, builder, signal),
  });
  const registry = builtinManagers(world);
  const runsHere = registry.taskFields();
  const server = new LanguageServer({
    module: vscode.Uri.joinPath(dist, 'server.cjs'),
    findingsPage: vscode.Uri.joinPath(extensionUri, 'docs', 'findings.md'),
    runsHere,
    hosts,
    output,
  });
  const port = pushPort();
  const runner = new Runner({
    world,
    registry,
    identity: 'user:editor',
    onEvent: (event) => {
      for (const view of views) view.receive(event);
    },
    companion,
    file: vscode.Uri.joinPath(storage, 'history.sqlite').fsPath,
    history: historySettings,
    ...(port !== undefined && { pushPort: port }),
    onFileProblem: (message) => showWarning(message),
    onServiceLog: (message, error) => output.warn(message, ...(error === undefined ? [] : [error])),
  });
  stop = () => Promise.all([runner.stop(), server.stop()]);

  const logs = new InvocationLogDocuments(runner);
  const panel = new InvocationsPanel(runner, dist);
  const workspace = new WorkspaceDiagnostics(server, output);
  const views = [panel, logs, new RunningStatus(runner)];
  const cli = vscode.Uri.joinPath(dist, 'cli.js');
  const launchers = new LauncherCommands(cli, globalStorageUri);
  const starlark = new StarlarkSearcher();
  subscriptions.push(
    output,
    hosts,
    ...views,
    new SavedEncoding(server, output),
    new GeneratedFiles(),
    starlark,
    registerStarlarkDefinitions(starlark),
    registerSchemaDocument(server),
    ...registerLensCommands(server),
    workspace,
    registerTasks(cli),
    ...registerCommands({
      runner,
      panel,
      logs,
      server,
      output,
      runsHere,
      registry,
      hosts,
      decisions,
      starlark,
      launchers,
    }),
  );
  await server.start();
  // Not awaited: what nobody has opened can wait.
  void workspace.refresh();
  launchers.refresh().catch((error) => output.warn('luci-jobs on PATH was not updated.', error));
  whenTrusted(subscriptions, () => {
    runner.resume().catch((error) => output.error('The history could not be read', error));
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
