// The user's settings, as package.json contributes them.

import os from 'node:os';
import * as vscode from 'vscode';
import type { HistoryLimits } from '../host/runner/runner.ts';

/** Their common prefix. */
export const SECTION = 'luciScheduler';

const DAY_MS = 24 * 3_600_000;

/** How much of what has run is kept, as the settings say at the moment of asking. */
export const historySettings: HistoryLimits = {
  get count() {
    return vscode.workspace.getConfiguration(SECTION).get('history.count', 100);
  },
  get ageMs() {
    return vscode.workspace.getConfiguration(SECTION).get('history.days', 30) * DAY_MS;
  },
};

/** The port at which messages of PubSub are taken; undefined for none. */
export function pushPort(): number | undefined {
  const port = vscode.workspace.getConfiguration(SECTION).get('pubsub.port', 0);
  return port === 0 ? undefined : port;
}

/** What relative paths in settings are relative to: the first folder that is on this machine, else the home folder. */
export function workspaceFolder(): string {
  return firstFolder()?.fsPath ?? os.homedir();
}

/** Whose settings count. */
export function firstFolder(): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
}

/** Whether the jobs that a trigger starts are started, too, when it is run by hand. */
export function startsTriggeredJobs(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get('startTriggeredJobs', true);
}

/**
 * What the language server is told: the section as VS Code has it, and whether the workspace is trusted.
 * @param hosts the rows of the host table that count, answers among them
 */
export function serverSettings(hosts: Readonly<Record<string, string>>): object {
  const section = vscode.workspace.getConfiguration().get<object>(SECTION);
  return { ...section, hosts, trusted: vscode.workspace.isTrusted };
}
