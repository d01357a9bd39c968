// From a job of a generated config to the Starlark code that makes it: a command, and one more definition under F12.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { type JobChoices, RUN_METHODS } from '../src/language/language.ts';
import { isGenerated } from './generated-files.ts';
import { CONFIGS } from './language.ts';
import type { LanguageServer } from './language-server.ts';
import { showInformation } from './notifications.ts';
import type { StarlarkSearcher } from './starlark-search.ts';

/** Offers the definitions in Starlark beside those in the config itself. */
export function registerStarlarkDefinitions(searcher: StarlarkSearcher): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(CONFIGS, {
    async provideDefinition(document, position, token) {
      if (!isGenerated(document)) return undefined;
      const id = stringAt(document, position);
      if (id === undefined) return undefined;
      const found = await searcher.search(id, token);
      return found && [...found.places];
    },
  });
}

/**
 * For one client: from the id of a job whose Starlark code is known, the way does not lead to that very id. So there is
 * one place to go to, and nothing to choose.
 */
export function notToItselfIfGenerated(searcher: StarlarkSearcher): Middleware {
  return {
    provideDefinition: async (document, position, token, next) => {
      const found = await next(document, position, token);
      if (!found || !isGenerated(document)) return found;
      const id = stringAt(document, position);
      const search = id === undefined ? undefined : await searcher.search(id, token);
      if (!search || search.places.length === 0) return found;
      const places: readonly (vscode.Location | vscode.LocationLink)[] = [found].flat();
      // They are all of the same kind, as they were.
      return places.filter(
        (place) => !isAt(place, document.uri, position),
      ) as vscode.LocationLink[];
    },
  };
}

function isAt(
  place: vscode.Location | vscode.LocationLink,
  uri: vscode.Uri,
  position: vscode.Position,
): boolean {
  const [there, range] =
    'uri' in place
      ? [place.uri, place.range]
      : [place.targetUri, place.targetSelectionRange ?? place.targetRange];
  return there.toString() === uri.toString() && range.contains(position);
}

/**
 * Goes to the Starlark code of the job at the cursor, or lets the user choose where there are several places. Never
 * rejects: if there is none, the user is told.
 */
export async function goToStarlarkDefinition(
  server: LanguageServer,
  searcher: StarlarkSearcher,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isGenerated(editor.document)) {
    showInformation('Open a config that lucicfg generated first.');
    return;
  }
  const { document, selection } = editor;
  const id = await jobAt(server, document, selection.active);
  if (id === undefined) {
    showInformation('Put the cursor into a job or a trigger first.');
    return;
  }
  const search = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: `Looking for the Starlark code of "${id}"…`,
      cancellable: true,
    },
    (_, token) => searcher.search(id, token),
  );
  if (!search) return;
  if (search.places.length === 0) {
    showInformation(
      search.cut
        ? `"${id}" is not in the Starlark files that were searched. There are more than are searched.`
        : `"${id}" is in no Starlark file of this workspace.`,
    );
    return;
  }
  await vscode.commands.executeCommand(
    'editor.action.goToLocations',
    document.uri,
    selection.active,
    search.places,
    'peek',
  );
}

/** The id of the entry at the cursor; if the server cannot tell, what stands there in quotes. */
async function jobAt(
  server: LanguageServer,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): Promise<string | undefined> {
  try {
    const choices = await server.ask<JobChoices | null>(RUN_METHODS.jobs, {
      textDocument: { uri: document.uri.toString() },
      position: { line, character },
    });
    return choices?.atPosition?.id || undefined;
  } catch {
    return stringAt(document, new vscode.Position(line, character));
  }
}

/** What is between the quotes around a position, if it is a string that may be an id. */
function stringAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, /"[\w./@+ -]+"|'[\w./@+ -]+'/);
  return range && document.getText(range).slice(1, -1);
}
