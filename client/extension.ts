// Entry point of the extension, where its parts are joined.

import * as vscode from 'vscode';
import { nodeWorld } from '../host/node/world.ts';
import { localKinds } from '../host/runner/local-kinds.ts';
import { Runner } from '../host/runner/runner.ts';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import { registerCommands } from './commands.ts';
import { InvocationLogDocuments } from './invocation-log-documents.ts';
import { InvocationsPanel } from './invocations-panel.ts';
import { LanguageServer } from './language-server.ts';
import { RunningStatus } from './running-status.ts';
import { SavedEncoding } from './saved-encoding.ts';

let stop: (() => Promise<unknown>) | undefined;

export async function activate({
  subscriptions,
  extensionUri,
}: vscode.ExtensionContext): Promise<void> {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const output = vscode.window.createOutputChannel('LUCI Scheduler', { log: true });
  const world = nodeWorld();
  const registry = builtinManagers(world);
  const runsHere = localKinds(registry);
  const server = new LanguageServer({
    module: vscode.Uri.joinPath(dist, 'server.cjs'),
    findingsPage: vscode.Uri.joinPath(extensionUri, 'docs', 'findings.md'),
    runsHere,
    output,
  });
  const runner = new Runner({
    world,
    registry,
    identity: 'user:editor',
    onEvent: (event) => {
      for (const view of views) view.receive(event);
    },
    onServiceLog: (message, error) => output.warn(message, ...(error === undefined ? [] : [error])),
  });
  stop = () => Promise.all([runner.stop(), server.stop()]);

  const logs = new InvocationLogDocuments(runner);
  const panel = new InvocationsPanel(runner, dist);
  const views = [panel, logs, new RunningStatus(runner)];
  subscriptions.push(
    output,
    ...views,
    new SavedEncoding(server, output),
    ...registerCommands({ runner, panel, logs, server, output, runsHere }),
  );
  await server.start();
}

/** Ends the language server, and what runs. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
