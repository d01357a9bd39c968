// The rows of the table of requests that lead from a place to others: definitions, references, renamings, calls.

import {
  type CallHierarchyIncomingCallsParams,
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyOutgoingCallsParams,
  CallHierarchyOutgoingCallsRequest,
  type CallHierarchyPrepareParams,
  CallHierarchyPrepareRequest,
  type DefinitionParams,
  DefinitionRequest,
  type DocumentHighlightParams,
  DocumentHighlightRequest,
  type LinkedEditingRangeParams,
  LinkedEditingRangeRequest,
  type LinkedEditingRanges,
  type PrepareRenameParams,
  PrepareRenameRequest,
  type PrepareRenameResult,
  type ReferenceParams,
  ReferencesRequest,
  type RenameParams,
  RenameRequest,
  type WorkspaceEdit,
  type WorkspaceSymbolParams,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import {
  callItems,
  definition,
  highlights,
  linkedRanges,
  NAME_PATTERN,
  references,
  renamable,
  rename,
  SCHEMA_METHODS,
  schemaText,
} from '../src/language/language.ts';
import {
  toCallItem,
  toDefinition,
  toHighlights,
  toIncomingCalls,
  toLocations,
  toOutgoingCalls,
  toPreparedRename,
  toWorkspaceEdit,
} from './navigation.ts';
import { toWorkspaceSymbols } from './outline.ts';
import { row, rowAboutAll, type Served } from './question.ts';

export const NAVIGATION: readonly Served[] = [
  row({
    method: DefinitionRequest.method,
    capabilities: () => ({ definitionProvider: true }),
    ask: ({ config }, { position }: DefinitionParams) => definition(config, position),
    translate: (places, { uri }, session) => toDefinition(places, uri, session),
    notOpen: [],
  }),
  rowAboutAll({
    method: SCHEMA_METHODS.text,
    ask: (_: unknown, documents) => schemaText(documents.projectConfig),
  }),
  row({
    method: ReferencesRequest.method,
    capabilities: () => ({ referencesProvider: true }),
    ask: ({ config }, { position, context }: ReferenceParams) =>
      references(config, position, context?.includeDeclaration === true),
    translate: (ranges, { uri }) => toLocations(ranges, uri),
    notOpen: [],
  }),
  row({
    method: DocumentHighlightRequest.method,
    capabilities: () => ({ documentHighlightProvider: true }),
    ask: ({ config }, { position }: DocumentHighlightParams) => highlights(config, position),
    translate: (found) => toHighlights(found),
    notOpen: [],
  }),
  row({
    method: PrepareRenameRequest.method,
    ask: ({ config }, { position }: PrepareRenameParams) => renamable(config, position),
    translate: (found): PrepareRenameResult | null => toPreparedRename(found),
    notOpen: null,
  }),
  row({
    method: RenameRequest.method,
    capabilities: ({ client }) => ({
      renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    }),
    ask: ({ config }, { position, newName }: RenameParams) =>
      rename(config, position, String(newName)),
    translate: (renaming, { uri }): WorkspaceEdit | null => toWorkspaceEdit(renaming, uri),
    notOpen: null,
  }),
  row({
    method: LinkedEditingRangeRequest.method,
    capabilities: () => ({ linkedEditingRangeProvider: true }),
    ask: ({ config }, { position }: LinkedEditingRangeParams) => linkedRanges(config, position),
    translate: (ranges): LinkedEditingRanges | null =>
      ranges.length > 0 ? { ranges: [...ranges], wordPattern: NAME_PATTERN } : null,
    notOpen: null,
  }),
  row({
    method: CallHierarchyPrepareRequest.method,
    capabilities: () => ({ callHierarchyProvider: true }),
    ask: ({ config }, { position }: CallHierarchyPrepareParams) => callItems(config, position),
    translate: (items, { uri }) => items.map((item) => toCallItem(item, uri)),
    notOpen: [],
  }),
  rowAboutAll({
    method: CallHierarchyIncomingCallsRequest.method,
    ask: ({ item }: CallHierarchyIncomingCallsParams, documents) =>
      toIncomingCalls(item, documents),
  }),
  rowAboutAll({
    method: CallHierarchyOutgoingCallsRequest.method,
    ask: ({ item }: CallHierarchyOutgoingCallsParams, documents) =>
      toOutgoingCalls(item, documents),
  }),
  rowAboutAll({
    method: WorkspaceSymbolRequest.method,
    capabilities: () => ({ workspaceSymbolProvider: true }),
    ask: ({ query }: WorkspaceSymbolParams, documents, session) =>
      toWorkspaceSymbols(query, documents, session, Date.now()),
  }),
];
