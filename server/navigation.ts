// Places, renamings and calls as LSP has them.

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  type Call,
  type CallItem,
  type DefinitionPlace,
  type Highlight,
  incomingCalls,
  NOT_RENAMABLE,
  outgoingCalls,
  type Renamable,
  type Renaming,
  SCHEMA_URI,
} from '../src/language/language.ts';
import type { Range } from '../src/text/range.ts';
import type { Documents } from './documents.ts';
import { RequestFailed } from './request-failed.ts';
import type { Session } from './session.ts';
import { asRecord } from './settings.ts';

/** Places in the schema only for a client that can show it. @param uri of the document */
export function toDefinition(
  places: readonly DefinitionPlace[],
  uri: string,
  { client, schemaDocument }: Session,
): Location[] | LocationLink[] {
  const known = places.filter(({ where }) => where === 'config' || schemaDocument);
  const uriOf = ({ where }: DefinitionPlace) => (where === 'schema' ? SCHEMA_URI : uri);
  if (!client.definitionLinks) {
    return known.map((place) => ({ uri: uriOf(place), range: place.selection }));
  }
  return known.map((place) => ({
    originSelectionRange: place.origin,
    targetUri: uriOf(place),
    targetRange: place.target,
    targetSelectionRange: place.selection,
  }));
}

export function toLocations(ranges: readonly Range[], uri: string): Location[] {
  return ranges.map((range) => ({ uri, range }));
}

export function toHighlights(highlights: readonly Highlight[]): DocumentHighlight[] {
  return highlights.map(({ range, role }) => ({ range, kind: HIGHLIGHTS[role] }));
}

const HIGHLIGHTS = {
  definition: DocumentHighlightKind.Write,
  reference: DocumentHighlightKind.Read,
} as const;

/** Refuses with a reason: of an answer without one, clients make a sentence that says nothing. */
export function toPreparedRename(found: Renamable | undefined): {
  range: Range;
  placeholder: string;
} {
  if (!found) throw new RequestFailed(NOT_RENAMABLE);
  return { range: found.range, placeholder: found.name };
}

export function toWorkspaceEdit(renaming: Renaming, uri: string): WorkspaceEdit {
  if (!renaming.ok) throw new RequestFailed(renaming.reason);
  return { changes: { [uri]: [...renaming.edits] } };
}

export function toCallItem({ id, ...symbol }: CallItem, uri: string): CallHierarchyItem {
  return { ...symbol, kind: CALL_KINDS[symbol.kind], uri, data: { id } };
}

const CALL_KINDS = { job: SymbolKind.Function, trigger: SymbolKind.Event } as const;

/** @param item as `toCallItem` made it, or anything */
export function toIncomingCalls(item: unknown, documents: Documents): CallHierarchyIncomingCall[] {
  return callsOf(item, documents, incomingCalls, (call, uri) => ({
    from: toCallItem(call.item, uri),
    fromRanges: [...call.ranges],
  }));
}

/** The same. */
export function toOutgoingCalls(item: unknown, documents: Documents): CallHierarchyOutgoingCall[] {
  return callsOf(item, documents, outgoingCalls, (call, uri) => ({
    to: toCallItem(call.item, uri),
    fromRanges: [...call.ranges],
  }));
}

function callsOf<Result>(
  item: unknown,
  documents: Documents,
  question: typeof incomingCalls,
  translate: (call: Call, uri: string) => Result,
): Result[] {
  const { uri, data } = asRecord(item);
  const { id } = asRecord(data);
  const document = typeof uri === 'string' ? documents.get(uri) : undefined;
  if (!document || typeof id !== 'string') return [];
  return question(document.config, id).map((call) => translate(call, document.uri));
}
