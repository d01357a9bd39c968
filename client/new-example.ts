// A new config to start from: a small example with the name that the language goes by.

import os from 'node:os';
import * as vscode from 'vscode';
import { LANGUAGE_ID } from './language.ts';

/**
 * Opens a small config that is not saved yet. It is saved as `luci-scheduler.cfg` in the workspace's first folder, or in
 * the home folder if there is none; as `luci-scheduler-2.cfg` and so on if there is such a file already.
 */
export async function createExample(): Promise<void> {
  const document = await newDocument();
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), EXAMPLE);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

async function newDocument(): Promise<vscode.TextDocument> {
  const uri = await freeUri(folderForNewFiles());
  const document = await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  if (document.languageId === LANGUAGE_ID) return document;
  // The user's settings give files with such names to another language.
  return vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
}

/** VS Code saves new files on the machine of the extension host, and nowhere else, without asking where. */
function folderForNewFiles(): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.find(({ uri }) => uri.scheme === 'file')?.uri ?? vscode.Uri.file(os.homedir());
}

/** Of a file in `folder` that is neither on disk nor being written in an editor. */
async function freeUri(folder: vscode.Uri): Promise<vscode.Uri> {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'luci-scheduler.cfg' : `luci-scheduler-${number}.cfg`;
    const uri = vscode.Uri.joinPath(folder, name);
    if (!open.has(uri.path) && !(await exists(uri))) return uri;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
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
