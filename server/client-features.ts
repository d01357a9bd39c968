// The abilities of a client that make a difference to us.

import {
  type ClientCapabilities,
  CompletionItemTag,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';

export interface ClientFeatures {
  /** It asks for diagnostics, so none are pushed: it would show them twice. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  /** It takes DocumentSymbol, not only the older SymbolInformation. */
  readonly hierarchicalSymbols: boolean;
  /** It answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  /** It can be asked to tell of changes of the configuration. */
  readonly registersConfiguration: boolean;
  /** It takes code actions with edits of their own, rather than commands alone. */
  readonly takesCodeActions: boolean;
  /** It asks for the edits of a code action when somebody picks it. */
  readonly resolvesEdits: boolean;
  /** It takes edits of a certain version of a document. */
  readonly takesVersionedEdits: boolean;
  /** It can be asked to tell of changes of files. */
  readonly watchesFiles: boolean;
  /** Tells of folders that come and go. */
  readonly changesFolders: boolean;
  /** It shows a link at the code of a diagnostic. */
  readonly showsCodeLinks: boolean;
  /** It shows other places next to a diagnostic. */
  readonly showsRelated: boolean;
  /** It shows Markdown in hovers. */
  readonly markdownHovers: boolean;
  /** It takes links from what is asked about to what is found, not only places. */
  readonly definitionLinks: boolean;
  /** It shows a text in place of folded lines. */
  readonly foldedText: boolean;
  /** How many folding ranges of a document it wants at most. */
  readonly maxFolds: number | undefined;
  /** It asks whether something can be renamed before the user types a name. */
  readonly preparesRename: boolean;
  /** What it can do with what completion offers. */
  readonly completion: CompletionFeatures;
}

interface CompletionFeatures {
  /** It takes texts with stops; elsewhere, the cursor goes behind what is inserted. */
  readonly snippets: boolean;
  readonly commitCharacters: boolean;
  /** It shows by a tag that a field is deprecated. */
  readonly tags: boolean;
  /** It indents the lines of an inserted text as the first one if it is told to. */
  readonly adjustsIndentation: boolean;
}

export function clientFeatures({ textDocument, workspace }: ClientCapabilities): ClientFeatures {
  return {
    pullsDiagnostics: textDocument?.diagnostic != null,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    takesCodeActions: textDocument?.codeAction?.codeActionLiteralSupport != null,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    changesFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsCodeLinks:
      textDocument?.publishDiagnostics?.codeDescriptionSupport === true ||
      // Whoever pulls diagnostics knows the version of LSP that came with links.
      textDocument?.diagnostic != null,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    // Whoever does not say what it shows takes both.
    markdownHovers: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) !== false,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    foldedText: textDocument?.foldingRange?.foldingRange?.collapsedText === true,
    maxFolds: count(textDocument?.foldingRange?.rangeLimit),
    preparesRename: textDocument?.rename?.prepareSupport === true,
    completion: completionFeatures(textDocument?.completion?.completionItem),
  };
}

/** A number of LSP that is a count; undefined if it is none. */
function count(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

type CompletionItemCapabilities = NonNullable<
  NonNullable<ClientCapabilities['textDocument']>['completion']
>['completionItem'];

function completionFeatures(item: CompletionItemCapabilities): CompletionFeatures {
  const { valueSet: tags } = item?.tagSupport ?? {};
  const { valueSet: modes } = item?.insertTextModeSupport ?? {};
  return {
    snippets: item?.snippetSupport === true,
    commitCharacters: item?.commitCharactersSupport === true,
    tags: tags?.includes(CompletionItemTag.Deprecated) === true,
    adjustsIndentation: modes?.includes(InsertTextMode.adjustIndentation) === true,
  };
}
