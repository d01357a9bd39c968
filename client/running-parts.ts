// What the two halves of the extension know of each other.

import type * as vscode from 'vscode';
import type { HostRows } from './host-rows.ts';
import type { LanguageServer } from './language-server.ts';

/** What running.ts is made with. */
export interface RunningParts {
  readonly server: LanguageServer;
  readonly output: vscode.LogOutputChannel;
  readonly hosts: HostRows;
  /** Names of the task fields of which tasks can be run here. */
  readonly runsHere: ReadonlySet<string>;
  /** Of the workspace. */
  readonly memory: vscode.Memento;
  /** Where the extension may keep files; all windows of the workspace have the same. */
  readonly storage: vscode.Uri;
  /** Of the extension's programs. */
  readonly dist: vscode.Uri;
  /** Path of the file with what runs and what has run. */
  readonly historyFile: string;
  /** To be fired for each document of a log that has changed. */
  readonly logChanges: vscode.EventEmitter<vscode.Uri>;
}

/** Names in package.json, without the prefix. */
export const RUNNING_COMMANDS = [
  'runJob',
  'runAgain',
  'goToJob',
  'abortInvocation',
  'copyInvocationLog',
  'openInvocationLog',
  'pinInvocation',
  'unpinInvocation',
  'clearEndedInvocations',
  'showInvocations',
  'findInInvocationLog',
  'editHosts',
] as const;

export type RunningCommand = (typeof RUNNING_COMMANDS)[number];

/** The panel's view, as package.json contributes it. */
export const INVOCATIONS_VIEW = 'luciScheduler.invocations';
/** Of the documents that show logs. */
export const LOG_SCHEME = 'luci-scheduler-log';
