// The language server on the extension's side: its life, its settings, questions to it, and its state in the status bar.

import * as vscode from 'vscode';
import type {
  Diagnostic,
  LanguageClient,
  LanguageClientOptions,
  Middleware,
} from 'vscode-languageclient/node';
import { errorText } from '../src/text/wording.ts';
import { editedDocumentsOnly } from './edited-documents.ts';
import { foldingLimit, onFoldingLimitChange } from './folding-limit.ts';
import { unformattedIfGenerated } from './generated-files.ts';
import type { HostRows } from './host-rows.ts';
import { CONFIGS } from './language.ts';
import { showError } from './notifications.ts';
import { SECTION, serverSettings } from './settings.ts';
import { Turns } from './turns.ts';
import { VisibleLenses } from './visible-lenses.ts';

const NAME = 'LUCI Scheduler';

/** Loaded when the server is to start: it is longer than all else that a start of the extension takes. */
type Library = typeof import('vscode-languageclient/node');

export interface LanguageServerOptions {
  /** The server's program, see server/main.ts. */
  readonly module: vscode.Uri;
  /** Explains the codes of findings. */
  readonly findingsPage: vscode.Uri;
  /** Names of the task fields of which tasks can be run here. */
  readonly runsHere: ReadonlySet<string>;
  readonly hosts: HostRows;
  /** Changes answers of the server, or adds to them. */
  readonly middleware: Middleware;
  readonly output: vscode.LogOutputChannel;
}

export class LanguageServer implements vscode.Disposable {
  readonly #options: LanguageServerOptions;
  readonly #status: vscode.LanguageStatusItem;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #lenses = new VisibleLenses(() => this.#client);
  readonly #told = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fires when the server has heard of a document and can be asked about it; anew after each start. */
  readonly onTold = this.#told.event;
  #client: LanguageClient | undefined;
  /** A client that is just starting can't be stopped, so one thing after the other. */
  readonly #turns = new Turns();

  constructor(options: LanguageServerOptions) {
    this.#options = options;
    this.#status = vscode.languages.createLanguageStatusItem('luciScheduler.server', CONFIGS);
    this.#status.name = NAME;
    this.#showState('stopped');
    this.#subscriptions = [
      this.#status,
      this.#lenses,
      this.#told,
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#sendSettingsChanged()),
      options.hosts.onDidChangeAnswers(() => this.#sendSettingsChanged()),
      onFoldingLimitChange(() => this.#client && this.start()),
    ];
  }

  /**
   * Starts the server, after it has ended the one that may be there. Never rejects: if the server does not
   * start, the user is told.
   */
  start(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#end();
      await this.#begin();
    });
  }

  /** Ends the server. Never rejects. */
  stop(): Promise<void> {
    return this.#turns.take(() => this.#end());
  }

  /**
   * The server's answer about a document as it is in the editor now: changes are on their way before the question.
   * Rejects if the server is not running or fails.
   */
  async ask<Answer>(method: string, params: object): Promise<Answer> {
    await this.#turns.done;
    if (!this.#client?.isRunning()) throw new Error('the language server is not running');
    return this.#client.sendRequest<Answer>(method, params);
  }

  /** The same, of an answer that is a diagnostic of LSP or null. */
  async askDiagnostic(method: string, params: object): Promise<vscode.Diagnostic | undefined> {
    const answer = await this.ask<Diagnostic | null>(method, params);
    return answer ? this.#client?.protocol2CodeConverter.asDiagnostic(answer) : undefined;
  }

  /** The same, of an answer that is several diagnostics. */
  async askDiagnostics(method: string, params: object): Promise<vscode.Diagnostic[] | undefined> {
    const answer = await this.ask<Diagnostic[]>(method, params);
    return this.#client?.protocol2CodeConverter.asDiagnostics(answer);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #begin(): Promise<void> {
    const { output } = this.#options;
    // A client whose server did not start cannot start it again.
    this.#showState('starting');
    const client = this.#createClient(await import('vscode-languageclient/node'));
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      output.error('The language server could not be started.', error);
      // Not awaited: a message that nobody answers must not keep the extension from working.
      showError(
        `The LUCI Scheduler language server could not be started, so configs are not checked: ${errorText(error)}`,
        ['Restart', () => this.start()],
        ['Show Output', () => output.show()],
      );
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.#options.output.warn('The language server did not shut down cleanly.', error);
    }
  }

  #createClient({
    LanguageClient,
    State,
    TransportKind,
    CodeLensRequest,
  }: Library): LanguageClient {
    const server = { module: this.#options.module.fsPath, transport: TransportKind.ipc };
    const options = clientOptions(this.#options, {
      ...editedDocumentsOnly((document) => this.#told.fire(document)),
      ...unformattedIfGenerated,
      ...this.#options.middleware,
      ...this.#lenses.middleware(CodeLensRequest.type),
    });
    const client = new LanguageClient(SECTION, NAME, { run: server, debug: server }, options);
    client.registerFeature(foldingLimit);
    const states = {
      [State.Stopped]: 'stopped',
      [State.StartFailed]: 'failed',
      [State.Starting]: 'starting',
      [State.Running]: 'running',
    } as const;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#showState(states[newState]);
    });
    return client;
  }

  /** The server then asks for them. Of what stands in the configuration, it hears by itself. */
  #sendSettingsChanged(): void {
    // Whoever starts later gets the settings at the start.
    if (!this.#client?.isRunning()) return;
    this.#client
      .sendNotification('workspace/didChangeConfiguration', { settings: null })
      .catch((error) =>
        this.#options.output.error('The settings could not be sent to the language server.', error),
      );
  }

  #showState(state: keyof typeof STATE_TEXTS): void {
    const down = state === 'stopped' || state === 'failed';
    this.#status.busy = state === 'starting';
    this.#status.text = STATE_TEXTS[state];
    this.#status.severity = vscode.LanguageStatusSeverity[down ? 'Error' : 'Information'];
    this.#status.command = down
      ? { command: 'luciScheduler.restartLanguageServer', title: 'Restart' }
      : { command: 'luciScheduler.showOutput', title: 'Show Output' };
  }
}

const STATE_TEXTS = {
  stopped: 'Language server stopped',
  failed: 'Language server failed to start',
  starting: 'Language server starting',
  running: 'Language server running',
};

function clientOptions(
  options: LanguageServerOptions,
  middleware: Middleware,
): LanguageClientOptions {
  const { output, runsHere, findingsPage, hosts } = options;
  const settings = () => serverSettings(hosts.written());
  return {
    documentSelector: [CONFIGS],
    outputChannel: output,
    // Read by server/session.ts; asked anew at each start.
    initializationOptions: () => ({
      settings: settings(),
      runsHere: [...runsHere],
      schemaDocument: true,
      editorCommands: true,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      findingsPage: findingsPage.toString(),
    }),
    middleware: {
      ...middleware,
      workspace: {
        // The same as at the start: what VS Code knows of the section lacks the trust, and answers about hosts.
        configuration: ({ items }) =>
          items.map(({ section }) => (section === SECTION ? settings() : null)),
      },
    },
  };
}
