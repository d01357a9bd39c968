// The documents that the language server hears of: those that hold text a person edits, wherever it is stored.
//
// A list of schemes could not tell which these are, as any extension may bring a file system of its own: over SSH, in a
// web browser, in a database. VS Code knows of each whether it can be written to. What cannot are older versions beside
// a diff, reviews, outputs, snippets in a chat: nobody can mend anything there, and a finding or a Run lens that shows
// twice only confuses.

import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/**
 * Whether a person can edit what the document holds: in a file on disk (write-protected or not), in a document that has
 * no file yet, or in any file system that can be written to.
 */
export function isEdited({ uri: { scheme } }: vscode.TextDocument): boolean {
  if (scheme === 'file' || scheme === 'untitled') return true;
  // Undefined for a scheme that is no file system.
  return vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/**
 * For one client whose selector names languages alone: its server is told of edited documents only. To questions about
 * documents that it was not told of, the server answers that there is nothing.
 *
 * What was decided when a document was opened stays true until it is closed, also if its file system changes: a server
 * never hears of a change to a document that it does not know.
 * @param onTold called when the server has been told that a document is open
 */
export function editedDocumentsOnly(onTold: (document: vscode.TextDocument) => void): Middleware {
  const told = new Set<string>();
  return {
    didOpen: async (document, next) => {
      if (!isEdited(document)) return;
      told.add(document.uri.toString());
      await next(document);
      onTold(document);
    },
    didChange: async (event, next) => {
      if (told.has(event.document.uri.toString())) await next(event);
    },
    didClose: async (document, next) => {
      if (told.delete(document.uri.toString())) await next(document);
    },
  };
}
