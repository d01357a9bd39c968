// The half of the extension that runs jobs: the engine and its world, what the user has allowed it, its views and commands.
//
// It is a program of its own (scripts/build.ts), and running-door.ts loads it when it is called for: most who open a config
// want to read or to write it.

import * as vscode from 'vscode';
import { HostDecisions } from '../host/hosts/host-decisions.ts';
import { localHost } from '../host/node/local-host.ts';
import { Runner } from '../host/runner/runner.ts';
import { builtinManagers } from '../src/task/builtin-managers.ts';
import { jobNameOf } from '../src/task/ids.ts';
import { BuilderCommands } from './builder-commands.ts';
import { editHosts } from './edit-hosts.ts';
import { askAboutHost, hostAdvice } from './host-questions.ts';
import type { HostRows } from './host-rows.ts';
import {
  abortInvocation,
  chosenInvocation,
  copyInvocationLog,
  openInvocationLog,
  pinInvocation,
} from './invocation-commands.ts';
import { InvocationLogDocuments } from './invocation-log-documents.ts';
import { InvocationsPanel } from './invocations-panel.ts';
import { showWarning } from './notifications.ts';
import { goToJob, type RunParts, runJob } from './run-command.ts';
import type { RunningCommand, RunningParts } from './running-parts.ts';
import { RunningStatus } from './running-status.ts';
import { historySettings, pushPort, workspaceFolder } from './settings.ts';
import { toUri } from './uri-argument.ts';

export class Running implements vscode.Disposable {
  readonly panel: InvocationsPanel;
  readonly logs: InvocationLogDocuments;
  /** Arguments may be anything: other extensions and key bindings pass them too. */
  readonly commands: Readonly<Record<RunningCommand, (...args: readonly unknown[]) => unknown>>;
  readonly #runner: Runner;
  readonly #views: readonly (InvocationsPanel | InvocationLogDocuments | RunningStatus)[];

  /** Nothing runs, and no file is opened, before somebody asks for it. */
  constructor(parts: RunningParts) {
    const { server, runsHere, hosts } = parts;
    const decisions = new HostDecisions({
      rows: () => hosts.rows(),
      ask: askAboutHost,
      remember: (row) => hosts.remember(row),
      advice: hostAdvice,
    });
    const { runner, registry } = this.#runnerOf(parts, decisions);
    this.#runner = runner;
    this.panel = new InvocationsPanel(runner, parts.dist, () => this.#lookForHistory(parts));
    this.logs = new InvocationLogDocuments(runner, parts.logChanges);
    this.#views = [this.panel, this.logs, new RunningStatus(runner)];
    this.commands = this.#commandsOf({ server, runner, runsHere, registry, decisions }, hosts);
  }

  /** Goes on with what was in flight when the window was closed, if anything was kept. */
  async resume(): Promise<void> {
    await this.#runner.resume();
  }

  /** Ends what runs. */
  async stop(): Promise<void> {
    await this.#runner.stop();
  }

  dispose(): void {
    for (const view of this.#views) view.dispose();
  }

  /** Another window of the workspace may have begun it after this one has looked for it at the start. */
  #lookForHistory({ output }: RunningParts): void {
    if (!vscode.workspace.isTrusted) return;
    this.resume().catch((error) => output.error('The history could not be read', error));
  }

  #runnerOf(
    { memory, storage, dist, historyFile, output }: RunningParts,
    decisions: HostDecisions,
  ) {
    const builders = new BuilderCommands(memory);
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
    const port = pushPort();
    const runner = new Runner({
      world,
      registry,
      identity: 'user:editor',
      onEvent: (event) => {
        for (const view of this.#views) view.receive(event);
      },
      companion,
      file: historyFile,
      history: historySettings,
      ...(port !== undefined && { pushPort: port }),
      onFileProblem: (message) => showWarning(message),
      onServiceLog: (message, error) =>
        output.warn(message, ...(error === undefined ? [] : [error])),
    });
    return { runner, registry };
  }

  #commandsOf(parts: RunParts, hosts: HostRows): Running['commands'] {
    const { runner } = parts;
    const { panel, logs } = this;
    return {
      runJob: (uri, jobId) =>
        this.#run(parts, toUri(uri), typeof jobId === 'string' ? jobId : undefined),
      runAgain: async (argument) => {
        const record = await chosenInvocation(runner, argument, 'Run Again');
        if (!record) return undefined;
        const { revisionUrl, jobId } = record.invocation;
        return this.#run(parts, toUri(revisionUrl), jobNameOf(jobId));
      },
      goToJob: async (argument) => {
        const record = await chosenInvocation(runner, argument, 'Go to Job');
        const uri = toUri(record?.invocation.revisionUrl);
        if (record && uri) await goToJob(parts, uri, jobNameOf(record.invocation.jobId));
      },
      abortInvocation: (argument) => abortInvocation(runner, argument),
      copyInvocationLog: (argument) =>
        copyInvocationLog(runner, argument, (text) => panel.say(text)),
      openInvocationLog: (argument) => openInvocationLog(runner, logs, argument),
      pinInvocation: (argument) => pinInvocation(runner, argument, true),
      unpinInvocation: (argument) => pinInvocation(runner, argument, false),
      clearEndedInvocations: () => runner.clearEnded(),
      showInvocations: () => panel.focus(),
      findInInvocationLog: () => panel.find(),
      editHosts: () => editHosts(hosts),
    };
  }

  /** Resolves with the id of the new invocation, for whoever calls the command from a program. */
  async #run(
    parts: RunParts,
    uri: vscode.Uri | undefined,
    jobId: string | undefined,
  ): Promise<string | undefined> {
    const id = await runJob(parts, uri, jobId);
    if (id === undefined) return undefined;
    await this.panel.show(id);
    return String(id);
  }
}
