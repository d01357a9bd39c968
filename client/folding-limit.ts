// How many folding ranges VS Code is to be sent: what the user's settings say, where the library knows the default alone.

import * as vscode from 'vscode';
import type { StaticFeature } from 'vscode-languageclient';
import { LANGUAGE_ID } from './language.ts';

const SETTING = 'editor.foldingMaximumRegions';

/** VS Code's default for that. */
const DEFAULT = 5000;

/** Calls `restart` whenever the limit of configs is another one: a server is told of it at its start. */
export function onFoldingLimitChange(restart: () => unknown): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTING, { languageId: LANGUAGE_ID })) restart();
  });
}

/** Asked once, at the start of a server. */
export const foldingLimit: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const { textDocument } = capabilities;
    const shown = vscode.workspace
      .getConfiguration(undefined, { languageId: LANGUAGE_ID })
      .get(SETTING, DEFAULT);
    capabilities.textDocument = {
      ...textDocument,
      // One more than VS Code shows tells it that there are more, and it tells the user.
      foldingRange: { ...textDocument?.foldingRange, rangeLimit: shown + 1 },
    };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};
