// The commands, by their names in package.json without the prefix.

import * as vscode from 'vscode';
import { jobNameOf } from '../src/task/ids.ts';
import { editHosts } from './edit-hosts.ts';
import type { HostRows } from './host-rows.ts';
import {
  abortInvocation,
  chosenInvocation,
  copyInvocationLog,
  openInvocationLog,
  pinInvocation,
} from './invocation-commands.ts';
import type { InvocationLogDocuments } from './invocation-log-documents.ts';
import type { InvocationsPanel } from './invocations-panel.ts';
import type { LauncherCommands } from './launcher/launcher-commands.ts';
import { createExample } from './new-example.ts';
import { openConfig } from './open-config.ts';
import { goToJob, type RunParts, runJob } from './run-command.ts';
import { saveAsUtf8 } from './save-as-utf8.ts';
import { goToStarlarkDefinition } from './starlark-definition.ts';
import type { StarlarkSearcher } from './starlark-search.ts';

interface Parts extends RunParts {
  readonly panel: InvocationsPanel;
  readonly logs: InvocationLogDocuments;
  readonly output: vscode.LogOutputChannel;
  readonly hosts: HostRows;
  readonly starlark: StarlarkSearcher;
  readonly launchers: LauncherCommands;
}

/** Registers all of them. Arguments may be anything: other extensions and key bindings pass them too. */
export function registerCommands(parts: Parts): readonly vscode.Disposable[] {
  const { runner, panel, logs, server, output, hosts, starlark, launchers } = parts;
  const commands: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    runJob: (uri, jobId) => run(parts, toUri(uri), typeof jobId === 'string' ? jobId : undefined),
    runAgain: async (argument) => {
      const record = await chosenInvocation(runner, argument, 'Run Again');
      if (!record) return undefined;
      return run(parts, toUri(record.invocation.revisionUrl), jobNameOf(record.invocation.jobId));
    },
    goToJob: async (argument) => {
      const record = await chosenInvocation(runner, argument, 'Go to Job');
      const uri = toUri(record?.invocation.revisionUrl);
      if (record && uri) await goToJob(parts, uri, jobNameOf(record.invocation.jobId));
    },
    abortInvocation: (argument) => abortInvocation(runner, argument),
    copyInvocationLog: (argument) => copyInvocationLog(runner, argument),
    openInvocationLog: (argument) => openInvocationLog(runner, logs, argument),
    pinInvocation: (argument) => pinInvocation(runner, argument, true),
    unpinInvocation: (argument) => pinInvocation(runner, argument, false),
    clearEndedInvocations: () => runner.clearEnded(),
    showInvocations: () => panel.focus(),
    findInInvocationLog: () => panel.find(),
    editHosts: () => editHosts(hosts),
    openConfig,
    createExample,
    goToStarlarkDefinition: () => goToStarlarkDefinition(server, starlark),
    installCommandLine: (folder) => launchers.install(folder),
    uninstallCommandLine: () => launchers.uninstall(),
    saveAsUtf8: (uri) => saveAsUtf8(toUri(uri)),
    manageTrust: () => vscode.commands.executeCommand('workbench.trust.manage'),
    restartLanguageServer: () => server.start(),
    showOutput: () => output.show(),
  };
  return Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(`luciScheduler.${name}`, command),
  );
}

/** Resolves with the id of the new invocation, for whoever calls the command from a program. */
async function run(
  parts: Parts,
  uri: vscode.Uri | undefined,
  jobId: string | undefined,
): Promise<string | undefined> {
  const id = await runJob(parts, uri, jobId);
  if (id === undefined) return undefined;
  await parts.panel.show(id);
  return String(id);
}

/** From a code lens comes a string, from a menu a Uri, from elsewhere anything. */
function toUri(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return vscode.Uri.parse(value, true);
  } catch {
    return undefined;
  }
}
