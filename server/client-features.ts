// What this client can do, of what makes a difference to us.

import type { ClientCapabilities } from 'vscode-languageserver';

export interface ClientFeatures {
  /** It asks for diagnostics, so none are pushed: it would show them twice. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  /** It takes DocumentSymbol, not only the older SymbolInformation. */
  readonly hierarchicalSymbols: boolean;
}

export function clientFeatures({ textDocument, workspace }: ClientCapabilities): ClientFeatures {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}
