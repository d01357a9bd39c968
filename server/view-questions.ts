// The rows of the table of requests about how a document is shown: its outline, colours, lenses and hints.

import {
  type CodeLensParams,
  CodeLensRequest,
  type DocumentLinkParams,
  DocumentLinkRequest,
  type DocumentSymbolParams,
  DocumentSymbolRequest,
  type FoldingRange,
  type FoldingRangeParams,
  FoldingRangeRequest,
  type InlayHintParams,
  InlayHintRequest,
  type SelectionRangeParams,
  SelectionRangeRequest,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  SemanticTokensDeltaRequest,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import {
  codeLenses,
  documentLinks,
  documentSymbols,
  entryLenses,
  folds,
  inlayHints,
  LENS_METHODS,
  type LensRequest,
  selectionRanges,
  tokenChunks,
  tokenData,
  triggeredPlaces,
  triggeringPlaces,
} from '../src/language/language.ts';
import type { Range } from '../src/text/range.ts';
import { toEntryLenses, toInlayHints, toRunLenses } from './lenses.ts';
import { toSelectionRange, toSymbols } from './outline.ts';
import { row, type Served } from './question.ts';
import { isRange } from './range-param.ts';
import { fullTokens, TOKENS_LEGEND, tokensSince } from './semantic-tokens.ts';
import { entryLensesWanted, lensesWanted } from './session.ts';

/** Beyond LSP: a client may say of which lines it wants lenses. */
interface LensesParams extends CodeLensParams {
  readonly ranges?: unknown;
}

/** Undefined, for the whole document, if there are none that make sense. */
function rangesOf(params: LensesParams | null | undefined): readonly Range[] | undefined {
  const ranges: unknown = params?.ranges;
  return Array.isArray(ranges) && ranges.every(isRange) ? ranges : undefined;
}

export const VIEW: readonly Served[] = [
  row({
    method: DocumentSymbolRequest.method,
    waitsForRest: true,
    capabilities: () => ({ documentSymbolProvider: true }),
    ask: ({ config }, _: DocumentSymbolParams) => documentSymbols(config),
    translate: (symbols, { uri }, session) => toSymbols(symbols, uri, session),
    notOpen: [],
  }),
  row({
    method: CodeLensRequest.method,
    waitsForRest: (params) => rangesOf(params) === undefined,
    capabilities: ({ runsHere, editorCommands }) =>
      (runsHere.size > 0 || editorCommands) && { codeLensProvider: {} },
    ask: ({ config }, params: LensesParams, session) => {
      const within = rangesOf(params);
      return {
        run: lensesWanted(session) ? codeLenses(config, session.runsHere, within) : [],
        others: entryLensesWanted(session) ? entryLenses(config, Date.now(), within) : [],
      };
    },
    translate: ({ run, others }, { uri }) => [
      ...toRunLenses(run, uri),
      ...toEntryLenses(others, uri),
    ],
    notOpen: [],
  }),
  row({
    method: LENS_METHODS.triggers,
    ask: ({ config }, { id }: LensRequest) => triggeredPlaces(config, id),
    translate: (ranges) => ranges,
    notOpen: [],
  }),
  row({
    method: LENS_METHODS.triggeredBy,
    ask: ({ config }, { id }: LensRequest) => triggeringPlaces(config, id),
    translate: (ranges) => ranges,
    notOpen: [],
  }),
  row({
    method: InlayHintRequest.method,
    waitsForRest: true,
    capabilities: () => ({ inlayHintProvider: true }),
    ask: ({ config }, { range }: InlayHintParams, { settings }) =>
      inlayHints(config, range, { kinds: settings.inlayHints, now: Date.now() }),
    translate: (hints) => toInlayHints(hints),
    notOpen: [],
  }),
  row({
    method: SemanticTokensRequest.method,
    waitsForRest: true,
    capabilities: () => ({
      semanticTokensProvider: { legend: TOKENS_LEGEND, range: true, full: { delta: true } },
    }),
    ask: (document, _: SemanticTokensParams) => fullTokens(document),
    translate: (tokens): SemanticTokens | null => tokens,
    notOpen: null,
  }),
  row({
    method: SemanticTokensDeltaRequest.method,
    waitsForRest: true,
    ask: (document, { previousResultId }: SemanticTokensDeltaParams) =>
      tokensSince(document, previousResultId),
    translate: (tokens): SemanticTokens | SemanticTokensDelta | null => tokens,
    notOpen: null,
  }),
  row({
    method: SemanticTokensRangeRequest.method,
    ask: ({ config }, { range }: SemanticTokensRangeParams) => tokenChunks(config, range),
    translate: (chunks): SemanticTokens | null => ({ data: tokenData(chunks) }),
    notOpen: null,
  }),
  row({
    // Does not wait for rest: if VS Code has to take the question back, it looks for folds by itself, in every line.
    method: FoldingRangeRequest.method,
    capabilities: () => ({ foldingRangeProvider: true }),
    ask: ({ config }, _: FoldingRangeParams, { client }) =>
      folds(config, { showsText: client.foldedText, limit: client.maxFolds }),
    translate: (found): readonly FoldingRange[] => found,
    notOpen: [],
  }),
  row({
    method: SelectionRangeRequest.method,
    capabilities: () => ({ selectionRangeProvider: true }),
    ask: ({ config }, { positions }: SelectionRangeParams) =>
      positions.map((position) => selectionRanges(config, position)),
    translate: (selections) => selections.map(toSelectionRange),
    notOpen: [],
  }),
  row({
    method: DocumentLinkRequest.method,
    waitsForRest: true,
    capabilities: () => ({ documentLinkProvider: {} }),
    ask: ({ config }, _: DocumentLinkParams) => documentLinks(config),
    translate: (links) => links,
    notOpen: [],
  }),
];
