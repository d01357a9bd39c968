// The schema of configs as a document to read, where "Go to Definition" of a field leads.

import * as vscode from 'vscode';
import { SCHEMA_METHODS, SCHEMA_URI } from '../src/language/language.ts';
import type { LanguageServer } from './language-server.ts';

/** Provides the document; its text is the language server's. */
export function registerSchemaDocument(server: LanguageServer): vscode.Disposable {
  const { scheme } = vscode.Uri.parse(SCHEMA_URI);
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => server.ask<string>(SCHEMA_METHODS.text, {}),
  });
}
