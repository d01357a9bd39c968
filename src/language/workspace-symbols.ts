// Workspace symbols: jobs and triggers of all configs, by a piece of their name.

import type { EntrySymbol } from './document-symbols.ts';
import { hasLetters } from './fuzzy-match.ts';

/** More than these nobody looks through. */
export const MAX_WORKSPACE_SYMBOLS = 500;

/** The symbols whose names have the letters of `query` in its order, whatever their case. */
export function matchingSymbols(
  symbols: readonly EntrySymbol[],
  query: string,
): readonly EntrySymbol[] {
  const wanted = query.toLowerCase();
  return symbols.filter(({ name }) => hasLetters(name.toLowerCase(), wanted));
}
