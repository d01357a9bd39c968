// Workspace symbols: jobs, triggers and sets of access rules of all configs, by a piece of their name.

import type { ConfigDocument } from './config-document.ts';
import { type EntrySymbol, namedPieces } from './document-symbols.ts';
import { hasLetters } from './fuzzy-match.ts';
import { perStretch } from './per-part.ts';

/** More than these nobody looks through. */
export const MAX_WORKSPACE_SYMBOLS = 500;

/**
 * The symbols whose names have the letters of `query` in its order, whatever their case: the first `limit` of them. Of a
 * document they are those of its outline, of which only these are made.
 */
export function matchingSymbols(
  symbols: ConfigDocument | readonly EntrySymbol[],
  query: string,
  limit = MAX_WORKSPACE_SYMBOLS,
): readonly EntrySymbol[] {
  const wanted = query.toLowerCase();
  const found: EntrySymbol[] = [];
  for (const { name, symbol } of 'stretches' in symbols ? namedIn(symbols) : named(symbols)) {
    if (found.length >= limit) break;
    if (hasLetters(name, wanted)) found.push(symbol());
  }
  return found;
}

/** A name in lower case, and what has it. */
interface Named {
  readonly name: string;
  readonly symbol: () => EntrySymbol;
}

function* named(symbols: readonly EntrySymbol[]): Generator<Named> {
  for (const symbol of symbols) yield { name: symbol.name.toLowerCase(), symbol: () => symbol };
}

function* namedIn(document: ConfigDocument): Generator<Named> {
  for (const { stretch, line } of document.stretches()) {
    for (const { name, piece, lines } of piecesOf(stretch)) {
      yield { name, symbol: () => piece.symbol(line + lines) };
    }
  }
}

/** What has names in parts that follow each other. `lines` is where the part of each starts, from the first one's start. */
const piecesOf = perStretch(({ parts }) => {
  let lines = 0;
  return parts.flatMap((part) => {
    const start = lines;
    lines += part.lines;
    return namedPieces(part).map((piece) => ({
      name: piece.name.toLowerCase(),
      piece,
      lines: start,
    }));
  });
});
