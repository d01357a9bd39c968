// The door to the half of the extension that runs jobs (running.ts): its commands and views are there from the start, and it
// is loaded when somebody uses one of them, or when something was running as the window was closed.

import fs from 'node:fs';
import * as vscode from 'vscode';
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
  #running: Promise<Running> | undefined;

  constructor(parts: Omit<RunningParts, 'historyFile' | 'logChanges'>) {
    const historyFile = vscode.Uri.joinPath(parts.storage, 'history.sqlite').fsPath;
    const logChanges = new vscode.EventEmitter<vscode.Uri>();
    this.#parts = { ...parts, historyFile, logChanges };
    this.#subscriptions = [
      logChanges,
      ...RUNNING_COMMANDS.map((name) =>
        vscode.commands.registerCommand(`luciScheduler.${name}`, async (...args: unknown[]) =>
          (await this.#open()).commands[name](...args),
        ),
      ),
      vscode.window.registerWebviewViewProvider(INVOCATIONS_VIEW, {
        resolveWebviewView: async (view) => (await this.#open()).panel.resolveWebviewView(view),
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
    const running = await this.#running?.catch(() => undefined);
    await running?.stop();
    running?.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #open(): Promise<Running> {
    this.#running ??= this.#load();
    return this.#running;
  }

  async #load(): Promise<Running> {
    const { Running } = await import('./running.ts');
    return new Running(this.#parts);
  }
}
