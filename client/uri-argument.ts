// The document that a command is about.

import * as vscode from 'vscode';

/** From a code lens comes a string, from a menu a Uri, from elsewhere anything: undefined if it is neither. */
export function toUri(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return vscode.Uri.parse(value, true);
  } catch {
    return undefined;
  }
}
