// How many folding ranges VS Code is to be sent: what the user's settings say, where the library knows the default alone.

import * as vscode from 'vscode';
import type { StaticFeature } from 'vscode-languageclient';
import { LANGUAGE_ID } from './language.ts';

/** VS Code's default for `editor.foldingMaximumRegions`. */
const DEFAULT = 5000;

/** Asked once, at the start of a server. */
export const foldingLimit: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const { textDocument } = capabilities;
    const shown = vscode.workspace
      .getConfiguration('editor', { languageId: LANGUAGE_ID })
      .get('foldingMaximumRegions', DEFAULT);
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
