// The user's settings, as package.json contributes them.

import * as vscode from 'vscode';

/** Their common prefix. */
export const SECTION = 'luciScheduler';

/** What the language server is told: the section as VS Code has it, and whether the workspace is trusted. */
export function serverSettings(): object {
  const section = vscode.workspace.getConfiguration().get<object>(SECTION);
  return { ...section, trusted: vscode.workspace.isTrusted };
}
