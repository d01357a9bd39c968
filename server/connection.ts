// The language server: which question of LSP is answered by what.

import {
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type DocumentSymbol,
  PositionEncodingKind,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { AnalysisOptions } from '../src/config/entry-analysis.ts';
import { codeLenses } from '../src/language/code-lenses.ts';
import { diagnostics } from '../src/language/diagnostics.ts';
import { documentSymbols } from '../src/language/document-symbols.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { type ClientFeatures, clientFeatures } from './client-features.ts';
import { toDiagnostic } from './diagnostics.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { Documents, type OpenDocument } from './documents.ts';
import { Guard } from './guard.ts';
import {
  changedSettings,
  changesFindings,
  DEFAULT_SETTINGS,
  initialSettings,
  lensesWanted,
  type Settings,
} from './settings.ts';

/** Serves one client over `connection`, and starts to listen to it. */
export function startServer(connection: Connection): void {
  const guard = new Guard(connection.console);
  let client = clientFeatures({});
  let settings = DEFAULT_SETTINGS;
  const registry = validationManagers();
  const documents = new Documents(analysisOptions(settings, registry));
  const publisher = new DiagnosticsPublisher(connection, documents, (error) =>
    guard.failed('textDocument/publishDiagnostics', error),
  );

  connection.onInitialize(
    guard.initialize((params) => {
      client = clientFeatures(params.capabilities);
      settings = initialSettings(params.initializationOptions);
      documents.setOptions(analysisOptions(settings, registry));
      return {
        capabilities: serverCapabilities(client, settings.runner),
        serverInfo: { name: 'luci-scheduler' },
      };
    }),
  );
  connection.onShutdown(guard.shutdown());

  connection.onDidChangeConfiguration(
    guard.notification('workspace/didChangeConfiguration', (params) => {
      const before = settings;
      settings = changedSettings(before, params.settings);
      if (changesFindings(before, settings)) {
        documents.setOptions(analysisOptions(settings, registry));
        refreshDiagnostics();
      }
      if (lensesWanted(settings) !== lensesWanted(before)) refreshCodeLenses();
    }),
  );

  connection.onDidOpenTextDocument(
    guard.notification('textDocument/didOpen', ({ textDocument }) => {
      documents.open(textDocument);
      if (!client.pullsDiagnostics) publisher.publish(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(
    guard.notification('textDocument/didChange', ({ textDocument, contentChanges }) => {
      documents.change(textDocument, contentChanges);
      if (!client.pullsDiagnostics) publisher.publishSoon(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(
    guard.notification('textDocument/didClose', ({ textDocument }) => {
      const wasOpen = documents.close(textDocument.uri);
      if (wasOpen && !client.pullsDiagnostics) publisher.publish(textDocument.uri);
    }),
  );

  connection.languages.diagnostics.on(
    guard.request('textDocument/diagnostic', ({ textDocument, previousResultId }) =>
      diagnosticReport(documents.get(textDocument.uri), previousResultId),
    ),
  );
  connection.onCodeLens(
    guard.request('textDocument/codeLens', ({ textDocument }) =>
      lensesWanted(settings) ? runLenses(documents.get(textDocument.uri)) : [],
    ),
  );
  connection.onDocumentSymbol(
    guard.request('textDocument/documentSymbol', ({ textDocument }) =>
      outline(documents.get(textDocument.uri), client.hierarchicalSymbols),
    ),
  );

  connection.listen();

  function refreshDiagnostics(): void {
    if (!client.pullsDiagnostics) {
      for (const { uri } of documents.all()) publisher.publish(uri);
    } else if (client.refreshesDiagnostics) {
      connection.languages.diagnostics
        .refresh()
        .catch((error) => guard.failed('workspace/diagnostic/refresh', error));
    }
  }

  function refreshCodeLenses(): void {
    if (!client.refreshesCodeLenses) return;
    connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch((error) => guard.failed('workspace/codeLens/refresh', error));
  }
}

function serverCapabilities(client: ClientFeatures, runner: boolean): ServerCapabilities {
  return {
    // The one encoding that every client speaks, and that of our ranges.
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    documentSymbolProvider: true,
    ...(runner && { codeLensProvider: {} }),
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    }),
  };
}

function analysisOptions(settings: Settings, registry: ManagerRegistry): AnalysisOptions {
  const { project, lintsOff, crowdedMinuteLimit } = settings;
  const lints = { off: new Set(lintsOff), crowdedMinuteLimit, now: Date.now };
  return { project, registry, lints };
}

function diagnosticReport(
  document: OpenDocument | undefined,
  previousResultId: string | undefined,
): DocumentDiagnosticReport {
  if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { resultId } = document;
  if (resultId === previousResultId) {
    return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  }
  const items = diagnostics(document.config).map(toDiagnostic);
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** The command is the client's: `luciScheduler.runJob` with the document's uri and the entry's id. */
function runLenses(document: OpenDocument | undefined): CodeLens[] {
  if (!document) return [];
  return codeLenses(document.config).map(({ range, title, jobId }) => ({
    range,
    command: { title, command: 'luciScheduler.runJob', arguments: [document.uri, jobId] },
  }));
}

function outline(
  document: OpenDocument | undefined,
  hierarchical: boolean,
): DocumentSymbol[] | SymbolInformation[] {
  if (!document) return [];
  const symbols = documentSymbols(document.config).map((symbol) => ({
    ...symbol,
    kind: SYMBOL_KINDS[symbol.kind],
  }));
  if (hierarchical) return symbols;
  return symbols.map(({ name, kind, range }) => ({
    name,
    kind,
    location: { uri: document.uri, range },
  }));
}

const SYMBOL_KINDS = { job: SymbolKind.Function, trigger: SymbolKind.Event } as const;
