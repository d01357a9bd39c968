// Ranges, from ours to the editor's.

import * as vscode from 'vscode';
import type { Range } from '../src/text/range.ts';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
