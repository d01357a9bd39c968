// The structure of documents as LSP has it: symbols and selections.

import {
  type DocumentSymbol,
  type SelectionRange,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import {
  type EntrySymbol,
  MAX_WORKSPACE_SYMBOLS,
  matchingSymbols,
} from '../src/language/language.ts';
import type { Range } from '../src/text/range.ts';
import type { Documents } from './documents.ts';
import type { Session } from './session.ts';

/** @param uri of the document */
export function toSymbols(
  symbols: readonly EntrySymbol[],
  uri: string,
  { client }: Session,
): DocumentSymbol[] | SymbolInformation[] {
  if (!client.hierarchicalSymbols) return symbols.map((symbol) => toSymbolInformation(symbol, uri));
  return symbols.map((symbol) => ({ ...symbol, kind: SYMBOL_KINDS[symbol.kind] }));
}

/** Of all configs that are open, then of the others in the client's folders: the first of those that fit. */
export async function toWorkspaceSymbols(
  query: unknown,
  documents: Documents,
  { workspaceConfigs }: Session,
  now: number,
): Promise<SymbolInformation[]> {
  const wanted = typeof query === 'string' ? query : '';
  const found: SymbolInformation[] = [];
  const add = (uri: string, symbols: Parameters<typeof matchingSymbols>[0]) => {
    for (const symbol of matchingSymbols(symbols, wanted, MAX_WORKSPACE_SYMBOLS - found.length)) {
      found.push({ ...toSymbolInformation(symbol, uri), containerName: symbol.detail });
    }
  };
  const open = new Set<string>();
  for (const { uri, config } of documents.all()) {
    open.add(decodedUri(uri));
    add(uri, config);
  }
  const others = await workspaceConfigs.symbols((text) => documents.read(text), now);
  for (const [uri, symbols] of others) if (!open.has(decodedUri(uri))) add(uri, symbols);
  return found;
}

/** Clients do not agree on what is to be escaped in a uri. */
function decodedUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function toSymbolInformation({ name, kind, range }: EntrySymbol, uri: string): SymbolInformation {
  return { name, kind: SYMBOL_KINDS[kind], location: { uri, range } };
}

const SYMBOL_KINDS = {
  job: SymbolKind.Function,
  trigger: SymbolKind.Event,
  'acl-set': SymbolKind.Key,
} as const;

/** @param ranges from the inside, never empty */
export function toSelectionRange(ranges: readonly Range[]): SelectionRange {
  const [first, ...others] = ranges.toReversed();
  let selection: SelectionRange = { range: first ?? NOWHERE };
  for (const range of others) selection = { range, parent: selection };
  return selection;
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
