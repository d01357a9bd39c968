// The commands behind the code lenses about entries: to peek at others, and to see when one starts.

import * as vscode from 'vscode';
import { LENS_METHODS } from '../src/language/language.ts';
import type { Position, Range } from '../src/text/range.ts';
import type { LanguageServer } from './language-server.ts';
import { showInformation } from './notifications.ts';
import { toRange } from './range.ts';

/** Only lenses call them. Arguments may be anything all the same: then they do nothing. */
export function registerLensCommands(server: LanguageServer): readonly vscode.Disposable[] {
  const commands: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
    showSchedule: (uri, position) => showSchedule(uri, toPosition(position)),
    showTriggering: (uri, id, from) =>
      peek(server, LENS_METHODS.triggeredBy, uri, id, toPosition(from)),
    showTriggered: (uri, id, from) =>
      peek(server, LENS_METHODS.triggers, uri, id, toPosition(from)),
  };
  return Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(`luciScheduler.${name}`, command),
  );
}

/** Puts the cursor into the schedule and shows what there is to know about it. */
async function showSchedule(uri: unknown, at: vscode.Position | undefined): Promise<void> {
  const editor = editorOf(uri);
  if (!editor || !at) return;
  editor.selection = new vscode.Selection(at, at);
  await vscode.commands.executeCommand('editor.action.showHover');
}

/** Peeks at the places, from the line of the lens. */
async function peek(
  server: LanguageServer,
  method: string,
  uri: unknown,
  id: unknown,
  from: vscode.Position | undefined,
): Promise<void> {
  const editor = editorOf(uri);
  if (!editor || !from || typeof id !== 'string') return;
  const { document } = editor;
  const textDocument = { uri: document.uri.toString() };
  const ranges = await server.ask<readonly Range[]>(method, { textDocument, id });
  if (ranges.length === 0) {
    showInformation(`"${id}" is not linked to any other job or trigger any more.`);
    return;
  }
  const places = ranges.map((range) => new vscode.Location(document.uri, toRange(range)));
  await vscode.commands.executeCommand(
    'editor.action.peekLocations',
    document.uri,
    from,
    places,
    'peek',
  );
}

function toPosition(value: unknown): vscode.Position | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { line, character } = value as Partial<Position>;
  const isPosition = [line, character].every((n) => Number.isInteger(n) && Number(n) >= 0);
  return isPosition ? new vscode.Position(Number(line), Number(character)) : undefined;
}

/** Of several editors that show the document, the one in which the lens was clicked: a click makes it the active one. */
function editorOf(uri: unknown): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return [activeTextEditor, ...visibleTextEditors].find(
    (editor) => editor?.document.uri.toString() === uri,
  );
}
