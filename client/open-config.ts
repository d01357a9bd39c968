// Commands for somebody without an open config: open the workspace's, or a new example.

import * as vscode from 'vscode';
import { LANGUAGE_ID } from './language.ts';
import { showInformation } from './notifications.ts';

/** More are not offered. */
const MAX_FOUND = 200;

/** Opens the config of the workspace; if there are several, the one that the user picks. */
export async function openConfig(): Promise<void> {
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
    return;
  }
  const uri = found.length === 1 ? found[0] : await pick(found);
  if (uri) await vscode.window.showTextDocument(uri);
}

/** Opens a small config that is not saved anywhere yet. */
export async function createExample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: LANGUAGE_ID,
    content: EXAMPLE,
  });
  await vscode.window.showTextDocument(document);
}

async function pick(uris: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = uris
    .map((uri) => ({ uri, label: vscode.workspace.asRelativePath(uri) }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  const picked = await vscode.window.showQuickPick(items, { title: 'Open Config' });
  return picked?.uri;
}

const EXAMPLE = `# proto-file: scheduler/appengine/messages/config.proto
# proto-message: scheduler.config.ProjectConfig

# Press "Run" above a job: it runs on this machine, now.

job {
  id: "wait-a-little"
  realm: "ci"
  schedule: "with 1h interval"
  noop { sleep_ms: 3000 }
}

job {
  id: "check-site"
  realm: "ci"
  schedule: "*/15 * * * *"
  url_fetch { url: "https://example.com/" }
}
`;
