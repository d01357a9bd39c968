// The command for somebody without an open config: opens the workspace's.

import * as vscode from 'vscode';
import { createExample } from './new-example.ts';
import { showInformation } from './notifications.ts';

/** More are not offered. */
const MAX_FOUND = 200;

/**
 * Opens the config of the workspace; if there are several, the one that the user picks.
 * @returns the config; undefined if there is none, which the user has been told, or none was picked
 */
export async function openConfig(): Promise<vscode.TextDocument | undefined> {
  const found = await vscode.workspace.findFiles(
    '**/luci-scheduler*.cfg',
    '**/node_modules/**',
    MAX_FOUND,
  );
  if (found.length === 0) {
    showInformation('There is no luci-scheduler.cfg in this workspace.', [
      'New Example',
      createExample,
    ]);
    return undefined;
  }
  const uri = found.length === 1 ? found[0] : await pick(found);
  return uri && (await vscode.window.showTextDocument(uri)).document;
}

async function pick(uris: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = uris
    .map((uri) => ({ uri, label: vscode.workspace.asRelativePath(uri) }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const picked = await vscode.window.showQuickPick(items, { title: 'Open Config' });
  return picked?.uri;
}
