// The dialog in which a user names the folder of a git repository.

import * as vscode from 'vscode';

/** Its path on this machine; undefined if the user names none. */
export async function askRepositoryFolder(): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Use This Repository',
    })) ?? [];
  return folder?.fsPath;
}
