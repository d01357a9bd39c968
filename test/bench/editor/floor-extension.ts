// An extension that does nothing but publish one fixed diagnostic on every change: the floor under what any extension
// can reach in this editor on this machine.

import fs from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

/** Files of this ending are its own; nobody else has anything to say about them. */
export const FLOOR_ENDING = '.floor';

const MANIFEST = {
  name: 'squiggle-floor',
  publisher: 'luci-scheduler-bench',
  version: '1.0.0',
  engines: { vscode: '^1.101.0' },
  main: './extension.cjs',
  activationEvents: ['onLanguage:squiggle-floor'],
  contributes: {
    languages: [{ id: 'squiggle-floor', extensions: [FLOOR_ENDING] }],
    // As ours has it: a list of words out of two megabytes is not what is measured.
    configurationDefaults: { '[squiggle-floor]': { 'editor.wordBasedSuggestions': 'off' } },
  },
};

/** The diagnostic comes when something is typed and goes when something is deleted, for both to be seen. */
const PROGRAM = `
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  const diagnostics = vscode.languages.createDiagnosticCollection('squiggle-floor');
  subscriptions.push(
    diagnostics,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const [change] = contentChanges;
      if (document.languageId !== 'squiggle-floor' || !change) return;
      const line = document.lineAt(change.range.start.line).range;
      const diagnostic = new vscode.Diagnostic(line, 'The floor.', vscode.DiagnosticSeverity.Error);
      diagnostics.set(document.uri, change.text === '' ? [] : [diagnostic]);
    }),
  );
};
`;

/** Packages it in `folder`. @returns the VSIX */
export async function packageFloorExtension(folder: string): Promise<string> {
  const stage = path.join(folder, MANIFEST.name);
  fs.rmSync(stage, { recursive: true, force: true });
  fs.mkdirSync(stage, { recursive: true });
  fs.writeFileSync(path.join(stage, 'package.json'), JSON.stringify(MANIFEST));
  fs.writeFileSync(path.join(stage, 'extension.cjs'), PROGRAM);
  fs.writeFileSync(path.join(stage, 'README.md'), 'Made by a benchmark.\n');
  fs.writeFileSync(path.join(stage, 'LICENSE'), 'None.\n');
  const packagePath = path.join(folder, `${MANIFEST.name}.vsix`);
  await createVSIX({ cwd: stage, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
