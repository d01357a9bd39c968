// The language server: its start and end, the documents, the settings.

import {
  ConfigurationRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  type FileEvent,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type ConfigSettings, PROJECT_FILE } from '../src/language/language.ts';
import { validationManagers } from '../src/task/builtin-managers.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { ClientRefresh } from './client-refresh.ts';
import { DiagnosticsPublisher } from './diagnostics-publisher.ts';
import { Documents } from './documents.ts';
import { Guard } from './guard.ts';
import type { LifeCycle } from './life-cycle.ts';
import { projectFileOf } from './project-files.ts';
import { questionCapabilities, serveQuestions } from './questions.ts';
import { NO_SESSION, newSession } from './session.ts';
import { asRecord, parseSettings, SECTION, type Settings } from './settings.ts';
import { settingsChange } from './settings-change.ts';
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
  const refresh = new ClientRefresh(connection, guard, () => session.client);

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
          ...(session.client.changesFolders && {
            workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
          }),
        },
        serverInfo: { name: 'luci-scheduler' },
      };
      // Not before: the library puts a handler of its own there, in which a malformed event is an error.
      connection.onNotification(
        DidChangeWorkspaceFoldersNotification.type,
        guard.notification('workspace/didChangeWorkspaceFolders', ({ event }) => {
          session.workspaceConfigs.changeFolders(event);
          refreshDiagnostics();
        }),
      );
      lifeCycle.initialized();
      return result;
    }),
  );
  connection.onInitialized(
    guard.notification('initialized', () => {
      if (session.client.hasConfiguration) pullSettings();
      askToTellOfChanges();
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
      publisher.publish(textDocument.uri);
    }),
  );
  connection.onDidChangeTextDocument(
    guard.notification('textDocument/didChange', ({ textDocument, contentChanges }) => {
      documents.change(textDocument, contentChanges);
      publisher.publishSoon(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(
    guard.notification('textDocument/didClose', ({ textDocument }) => {
      if (documents.close(textDocument.uri)) publisher.publish(textDocument.uri);
    }),
  );

  // Next times are told by how long it is until then. One answer replaces the other, so nothing flickers.
  const minutes = setInterval(() => {
    if (session.settings.inlayHints.has('nextRun') && documents.all().length > 0)
      refresh.inlayHints();
  }, 60_000);
  minutes.unref();
  connection.onExit(() => clearInterval(minutes));

  serveQuestions(connection, guard, documents, () => session);
  connection.listen();

  /** Asks the client to tell of changes of files and of settings, as far as it can be asked. */
  function askToTellOfChanges(): void {
    const failed = (error: unknown) => guard.failed('client/registerCapability', error);
    const { registersConfiguration, watchesFiles } = session.client;
    if (watchesFiles) {
      const files = [PROJECT_FILE, ...(session.pullsWorkspace ? [CONFIG_FILES] : [])];
      const watchers = files.map((name) => ({ globPattern: `**/${name}` }));
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers })
        .catch(failed);
    }
    if (registersConfiguration) {
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch(failed);
    }
  }

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
    const change = settingsChange(before, session);
    if (change.documents) documents.setSettings(configSettings(settings));
    if (change.diagnostics) refreshDiagnostics();
    if (change.codeLenses) refresh.codeLenses();
    if (change.inlayHints) refresh.inlayHints();
  }

  function refreshDiagnostics(): void {
    publisher.publishAll();
    refresh.diagnostics();
  }
}

/** Whether what has changed are configs alone: no other config depends on them. */
function areConfigs(changes: readonly FileEvent[]): boolean {
  return changes.length > 0 && changes.every(({ uri }) => uri.endsWith('.cfg'));
}

function configSettings({ project, lintsOff, crowdedMinuteLimit }: Settings): ConfigSettings {
  return { project, lints: { off: lintsOff, crowdedMinuteLimit, now: Date.now } };
}
