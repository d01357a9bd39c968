// The door to the half of the extension that runs jobs (running.ts): its commands and views are there from the start, and it
// is loaded when somebody uses one of them, or when something was running as the window was closed.

import fs from 'node:fs';
import * as vscode from 'vscode';
import { errorText } from '../src/text/wording.ts';
import { LoadOnce } from './load-once.ts';
import type { Running } from './running.ts';
import {
  INVOCATIONS_VIEW,
  LOG_SCHEME,
  RUNNING_COMMANDS,
  type RunningParts,
} from './running-parts.ts';

export class RunningDoor implements vscode.Disposable {
  readonly #parts: RunningParts;
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #running: LoadOnce<Running>;
  /** The editor has made it, and does so once: whoever comes to be loaded gets it. */
  #waitingView: vscode.WebviewView | undefined;

  /** @param load what loads the other half */
  constructor(parts: Omit<RunningParts, 'historyFile' | 'logChanges'>, load = loadRunning) {
    const historyFile = vscode.Uri.joinPath(parts.storage, 'history.sqlite').fsPath;
    const logChanges = new vscode.EventEmitter<vscode.Uri>();
    this.#parts = { ...parts, historyFile, logChanges };
    this.#running = new LoadOnce(() => load(this.#parts));
    this.#subscriptions = [
      logChanges,
      ...RUNNING_COMMANDS.map((name) =>
        vscode.commands.registerCommand(`luciScheduler.${name}`, async (...args: unknown[]) =>
          (await this.#open()).commands[name](...args),
        ),
      ),
      vscode.window.registerWebviewViewProvider(INVOCATIONS_VIEW, {
        resolveWebviewView: async (view) => {
          this.#waitingView = view;
          view.onDidDispose(() => {
            if (this.#waitingView === view) this.#waitingView = undefined;
          });
          await this.#open();
        },
      }),
      vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, {
        onDidChange: logChanges.event,
        provideTextDocumentContent: async (uri) => (await this.#open()).logs.textOf(uri),
      }),
    ];
  }

  /** Goes on with what was in flight when the window was closed; without a history there is nothing to load. */
  async resume(): Promise<void> {
    if (fs.existsSync(this.#parts.historyFile)) await (await this.#open()).resume();
  }

  /** Ends what runs. */
  async stop(): Promise<void> {
    const running = await this.#running.ifAsked();
    await running?.stop();
    running?.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #open(): Promise<Running> {
    const running = await this.#running.get();
    const view = this.#waitingView;
    this.#waitingView = undefined;
    if (view) running.panel.resolveWebviewView(view);
    return running;
  }
}

/** Rejects with a sentence for the user: the editor shows what comes out of a command or a view. */
async function loadRunning(parts: RunningParts): Promise<Running> {
  try {
    const { Running } = await import('./running.ts');
    return new Running(parts);
  } catch (error) {
    parts.output.error('What runs jobs could not be loaded.', error);
    throw new Error(
      `LUCI Scheduler could not load what runs jobs. Try it once more, then reload the window: ${errorText(error)}`,
    );
  }
}
