// The language server: its start and end, the documents, the settings.

import {
  CodeLensRefreshRequest,
  ConfigurationRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileEvent,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type ConfigSettings, PROJECT_FILE } from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { Documents } from './documents.ts';
import { Guard } from './guard.ts';
import type { LifeCycle } from './life-cycle.ts';
import { projectFileOf } from './project-files.ts';
import { questionCapabilities, serveQuestions } from './questions.ts';
import { entryLensesWanted, lensesWanted, NO_SESSION, newSession } from './session.ts';
import { asRecord, changesFindings, parseSettings, SECTION, type Settings } from './settings.ts';
import { CONFIG_FILES } from './workspace-configs.ts';

/**
 * Serves one client over `connection`, and starts to listen to it.
 * @param lifeCycle the message strategy of the connection
 * @param registry the kinds of task that are checked; they launch nothing
 * @param findingsPage address of docs/findings.md, for clients that have none
 */
export function startServer(
  connection: Connection,
  lifeCycle: LifeCycle,
  registry: ManagerRegistry = validationManagers(),
  findingsPage?: string,
): void {
  const guard = new Guard(connection.console);
  let session = NO_SESSION;
  const documents = new Documents(
    registry,
    configSettings(session.settings),
    (error) => guard.failed('textDocument/didChange', error),
    (uri) => {
      const { path, file, problem } = projectFileOf(uri);
      if (problem !== undefined) connection.console.error(`${path} is not used: ${problem}`);
      return file;
    },
  );
  const publisher = new DiagnosticsPublisher(
    connection,
    documents,
    () => session,
    (error) => guard.failed('textDocument/publishDiagnostics', error),
  );

  connection.onInitialize(
    guard.request('initialize', (params) => {
      session = newSession(params, findingsPage);
      documents.setSettings(configSettings(session.settings));
      const result: InitializeResult = {
        capabilities: {
          // The one encoding that every client speaks, and that of our ranges.
          positionEncoding: PositionEncodingKind.UTF16,
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
          ...questionCapabilities(session),
        },
        serverInfo: { name: 'luci-scheduler' },
      };
      lifeCycle.initialized();
      return result;
    }),
  );
  connection.onInitialized(
    guard.notification('initialized', () => {
      const { hasConfiguration, registersConfiguration, watchesFiles } = session.client;
      if (hasConfiguration) pullSettings();
      if (watchesFiles) {
        connection.client
          .register(DidChangeWatchedFilesNotification.type, {
            watchers: [PROJECT_FILE, ...(session.pullsWorkspace ? [CONFIG_FILES] : [])].map(
              (name) => ({ globPattern: `**/${name}` }),
            ),
          })
          .catch((error) => guard.failed('client/registerCapability', error));
      }
      if (!registersConfiguration) return;
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch((error) => guard.failed('client/registerCapability', error));
    }),
  );
  connection.onShutdown(() => lifeCycle.shutDown());
  connection.onRequest((method: string) => lifeCycle.answerUnknown(method));

  connection.onDidChangeConfiguration(
    guard.notification('workspace/didChangeConfiguration', ({ settings }) => {
      const section = asRecord(settings)[SECTION];
      if (session.client.hasConfiguration) pullSettings();
      else if (section !== undefined) setSettings(parseSettings(section));
    }),
  );

  connection.onDidChangeWatchedFiles(
    guard.notification('workspace/didChangeWatchedFiles', ({ changes }) => {
      session.workspaceConfigs.forget();
      if (!areConfigs(changes)) documents.readAgain();
      refreshDiagnostics();
    }),
  );

  connection.onDidOpenTextDocument(
    guard.notification('textDocument/didOpen', ({ textDocument }) => {
      documents.open(textDocument);
      if (!session.client.pullsDiagnostics) publisher.publish(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(
    guard.notification('textDocument/didChange', ({ textDocument, contentChanges }) => {
      documents.change(textDocument, contentChanges);
      if (!session.client.pullsDiagnostics) publisher.publishSoon(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(
    guard.notification('textDocument/didClose', ({ textDocument }) => {
      const wasOpen = documents.close(textDocument.uri);
      if (wasOpen && !session.client.pullsDiagnostics) publisher.publish(textDocument.uri);
    }),
  );

  // Next times are told by how long it is until then. One answer replaces the other, so nothing flickers.
  const minutes = setInterval(() => {
    if (session.settings.inlayHints.has('nextRun') && documents.all().length > 0)
      refreshInlayHints();
  }, 60_000);
  minutes.unref();
  connection.onExit(() => clearInterval(minutes));

  serveQuestions(connection, guard, documents, () => session);
  connection.listen();

  /** Asks the client for the settings. */
  function pullSettings(): void {
    connection
      .sendRequest(ConfigurationRequest.type, { items: [{ section: SECTION }] })
      .then(([section]) => setSettings(parseSettings(section)))
      .catch((error) => guard.failed('workspace/configuration', error));
  }

  function setSettings(settings: Settings): void {
    const before = session;
    session = { ...before, settings };
    if (changesFindings(before.settings, settings)) {
      documents.setSettings(configSettings(settings));
      refreshDiagnostics();
    } else if (before.settings.workspaceDiagnostics !== settings.workspaceDiagnostics) {
      refreshDiagnostics();
    }
    const changesLenses =
      lensesWanted(session) !== lensesWanted(before) ||
      entryLensesWanted(session) !== entryLensesWanted(before) ||
      (entryLensesWanted(session) && settings.project !== before.settings.project);
    if (changesLenses) refreshCodeLenses();
    const [hints, hintsBefore] = [settings, before.settings].map((of) => [...of.inlayHints].join());
    if (hints !== hintsBefore) refreshInlayHints();
  }

  function refreshDiagnostics(): void {
    if (!session.client.pullsDiagnostics) {
      for (const { uri } of documents.all()) publisher.publish(uri);
    } else if (session.client.refreshesDiagnostics) {
      connection.languages.diagnostics
        .refresh()
        .catch((error) => guard.failed('workspace/diagnostic/refresh', error));
    }
  }

  function refreshInlayHints(): void {
    if (!session.client.refreshesInlayHints) return;
    connection.languages.inlayHint
      .refresh()
      .catch((error) => guard.failed('workspace/inlayHint/refresh', error));
  }

  function refreshCodeLenses(): void {
    if (!session.client.refreshesCodeLenses) return;
    connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch((error) => guard.failed('workspace/codeLens/refresh', error));
  }
}

/** Whether what has changed are configs alone: no other config depends on them. */
function areConfigs(changes: readonly FileEvent[]): boolean {
  return changes.length > 0 && changes.every(({ uri }) => uri.endsWith('.cfg'));
}

function configSettings({ project, lintsOff, crowdedMinuteLimit }: Settings): ConfigSettings {
  return { project, lints: { off: lintsOff, crowdedMinuteLimit, now: Date.now } };
}
