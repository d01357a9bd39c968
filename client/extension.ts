// The extension: what VS Code calls, and how its parts are joined.

import * as vscode from 'vscode';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import { registerCommands } from './commands.ts';
import { InvocationLogDocuments } from './invocation-log-documents.ts';
import { InvocationsPanel } from './invocations-panel.ts';
import { LanguageServer } from './language-server.ts';
import { nodeWorld } from './runner/node-world.ts';
import { Runner } from './runner/runner.ts';
import { RunningStatus } from './running-status.ts';

let stop: (() => Promise<unknown>) | undefined;

export async function activate({
  subscriptions,
  extensionUri,
}: vscode.ExtensionContext): Promise<void> {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const output = vscode.window.createOutputChannel('LUCI Scheduler', { log: true });
  const server = new LanguageServer(vscode.Uri.joinPath(dist, 'server.cjs'), output);
  const world = nodeWorld();
  const runner = new Runner({
    world,
    registry: builtinManagers(world),
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
    ...registerCommands({ runner, panel, logs, server, output }),
  );
  await server.start();
}

/** Ends the language server, and what runs. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
