// The user's settings, as package.json contributes them.

import * as vscode from 'vscode';
import { DEFAULT_PROJECT_ID } from '../src/language/project-id.ts';

/** Their common prefix. */
export const SECTION = 'luciScheduler';

/** The LUCI project that configs belong to. Never empty. */
export function projectId(): string {
  const project = vscode.workspace.getConfiguration(SECTION).get('project');
  return (typeof project === 'string' && project.trim()) || DEFAULT_PROJECT_ID;
}

/** True if the user wants to see `Run` above jobs. */
export function codeLensEnabled(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get('codeLens.enabled') !== false;
}

/** What the user wants of the lints, for server/settings.ts to read. */
export function lintSettings(): { readonly lints: unknown; readonly crowdedMinuteLimit: unknown } {
  const settings = vscode.workspace.getConfiguration(SECTION);
  return {
    lints: settings.get('lints'),
    crowdedMinuteLimit: settings.get('crowdedMinuteLimit'),
  };
}
