// The command that saves a config in the one encoding that the service reads.

import * as vscode from 'vscode';
import { errorText } from '../src/text/wording.ts';
import { isConfig } from './language.ts';
import { showError, showInformation } from './notifications.ts';

/**
 * Saves the document as UTF-8 without a byte order mark, with all that was not saved yet, and goes on editing it as that.
 * Of what has no file yet, VS Code asks for the encoding. Never rejects: if it fails, the user is told why.
 * @param uri of the document; by default, that of the active editor
 */
export async function saveAsUtf8(uri: vscode.Uri | undefined): Promise<void> {
  const document = uri ? await opened(uri) : vscode.window.activeTextEditor?.document;
  if (!document || !isConfig(document)) {
    await showInformation('Open a luci-scheduler.cfg first.');
    return;
  }
  if (document.isUntitled) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.editor.changeEncoding');
    return;
  }
  try {
    await rewrite(document);
  } catch (error) {
    const name = vscode.workspace.asRelativePath(document.uri);
    await showError(`${name} could not be saved as UTF-8: ${errorText(error)}`);
  }
}

async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

async function rewrite(document: vscode.TextDocument): Promise<void> {
  // VS Code reads the file again below, which it refuses to do where there are changes.
  if (document.isDirty && !(await document.save())) throw new Error('it could not be saved at all');
  const { uri } = document;
  // Not by `workspace.encode`, which writes a mark where the settings ask for one.
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(document.getText()));
  await vscode.workspace.openTextDocument(uri, { encoding: 'utf8' });
}
