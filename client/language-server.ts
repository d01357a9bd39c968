// The language server, from the extension's side: starts it, keeps it informed, shows how it is.

import * as vscode from 'vscode';
import { DidChangeConfigurationNotification } from 'vscode-languageclient';
import {
  LanguageClient,
  type LanguageClientOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { errorText } from '../src/text/wording.ts';
import { EDITED_CONFIGS } from './language.ts';
import { showError } from './notifications.ts';
import { codeLensEnabled, lintSettings, projectId, SECTION } from './settings.ts';

const NAME = 'LUCI Scheduler';

export class LanguageServer implements vscode.Disposable {
  readonly #module: string;
  readonly #output: vscode.LogOutputChannel;
  readonly #status: vscode.LanguageStatusItem;
  readonly #subscriptions: readonly vscode.Disposable[];
  #client: LanguageClient | undefined;
  /** Settles when what was asked for last is done; never rejects. */
  #turn: Promise<void> = Promise.resolve();

  /** @param module the server's program, see server/main.ts */
  constructor(module: vscode.Uri, output: vscode.LogOutputChannel) {
    this.#module = module.fsPath;
    this.#output = output;
    this.#status = vscode.languages.createLanguageStatusItem(
      'luciScheduler.server',
      EDITED_CONFIGS,
    );
    this.#status.name = NAME;
    this.#showState(State.Stopped);
    this.#subscriptions = [
      this.#status,
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SECTION)) this.#sendSettings();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#sendSettings()),
    ];
  }

  /**
   * Starts the server, after it has ended the one that may be there. Never rejects: if the server does not
   * start, the user is told.
   */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#end();
      await this.#begin();
    });
  }

  /** Ends the server. Never rejects. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A client that is just starting can't be stopped, so one thing after the other. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(act);
    return this.#turn;
  }

  async #begin(): Promise<void> {
    // A client whose server did not start cannot start it again.
    const client = this.#createClient();
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#output.error('The language server could not be started.', error);
      // Not awaited: a message that nobody answers must not keep the extension from working.
      showError(
        `The LUCI Scheduler language server could not be started, so configs are not checked: ${errorText(error)}`,
        ['Restart', () => this.start()],
        ['Show Output', () => this.#output.show()],
      );
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.#output.warn('The language server did not end as it should.', error);
    }
  }

  #createClient(): LanguageClient {
    const server = { module: this.#module, transport: TransportKind.ipc };
    const options = clientOptions(this.#output);
    const client = new LanguageClient(SECTION, NAME, { run: server, debug: server }, options);
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#showState(newState);
    });
    return client;
  }

  #sendSettings(): void {
    // Whoever starts later gets the settings at the start.
    if (this.#client?.state !== State.Running) return;
    const settings = {
      luciScheduler: {
        project: projectId(),
        codeLens: { enabled: codeLensEnabled() },
        ...lintSettings(),
      },
      trusted: vscode.workspace.isTrusted,
    };
    this.#client
      .sendNotification(DidChangeConfigurationNotification.type, { settings })
      .catch((error) => this.#output.error('The settings could not be sent.', error));
  }

  #showState(state: State): void {
    const down = state === State.Stopped || state === State.StartFailed;
    this.#status.busy = state === State.Starting;
    this.#status.text = STATE_TEXTS[state];
    this.#status.severity = vscode.LanguageStatusSeverity[down ? 'Error' : 'Information'];
    this.#status.command = down
      ? { command: 'luciScheduler.restartLanguageServer', title: 'Restart' }
      : { command: 'luciScheduler.showOutput', title: 'Show Output' };
  }
}

const STATE_TEXTS: Readonly<Record<State, string>> = {
  [State.Stopped]: 'Language server stopped',
  [State.StartFailed]: 'Language server failed to start',
  [State.Starting]: 'Language server starting',
  [State.Running]: 'Language server running',
};

function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: EDITED_CONFIGS,
    outputChannel: output,
    // Read by server/settings.ts; asked anew at each start.
    initializationOptions: () => ({
      project: projectId(),
      codeLens: codeLensEnabled(),
      runner: true,
      trusted: vscode.workspace.isTrusted,
      ...lintSettings(),
    }),
  };
}
