// The abilities of a client that make a difference to us.

import type { ClientCapabilities } from 'vscode-languageserver';

export interface ClientFeatures {
  /** It asks for diagnostics, so none are pushed: it would show them twice. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It takes DocumentSymbol, not only the older SymbolInformation. */
  readonly hierarchicalSymbols: boolean;
  /** It answers `workspace/configuration`. */
  readonly hasConfiguration: boolean;
  /** It can be asked to tell of changes of the configuration. */
  readonly registersConfiguration: boolean;
  /** It shows a link at the code of a diagnostic. */
  readonly showsCodeLinks: boolean;
  /** It shows other places next to a diagnostic. */
  readonly showsRelated: boolean;
}

export function clientFeatures({ textDocument, workspace }: ClientCapabilities): ClientFeatures {
  return {
    pullsDiagnostics: textDocument?.diagnostic != null,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    showsCodeLinks:
      textDocument?.publishDiagnostics?.codeDescriptionSupport === true ||
      // Whoever pulls diagnostics knows the version of LSP that came with links.
      textDocument?.diagnostic != null,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
  };
}
