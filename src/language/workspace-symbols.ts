// Workspace symbols: jobs and triggers of all configs, by a piece of their name.

import type { ConfigDocument } from './config-document.ts';
import { documentSymbols, type EntrySymbol } from './document-symbols.ts';
import { hasLetters } from './fuzzy-match.ts';

/** More than these nobody looks through. */
export const MAX_WORKSPACE_SYMBOLS = 500;

/** The symbols whose names have the letters of `query` in its order, whatever their case. */
export function workspaceSymbols(document: ConfigDocument, query: string): readonly EntrySymbol[] {
  const wanted = query.toLowerCase();
  return documentSymbols(document).filter(({ name }) => hasLetters(name.toLowerCase(), wanted));
}
