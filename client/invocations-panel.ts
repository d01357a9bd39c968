// The panel "LUCI Scheduler" on the extension's side: its page, and the messages to it.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Runner, RunnerEvent } from '../host/runner/runner.ts';
import type { InvocationId } from '../src/task/ids.ts';
import { isFinal } from '../src/task/status.ts';
import { invocationView } from './invocation-view.ts';
import { type HostMessage, type PanelMessage, parsePanelMessage } from './panel/protocol.ts';
import { panelPage } from './panel-page.ts';
import { INVOCATIONS_VIEW } from './running-parts.ts';

/** How long pieces of a log are collected before they are sent, in ms. */
const LOG_INTERVAL = 30;

export class InvocationsPanel implements vscode.Disposable {
  readonly #runner: Runner;
  readonly #files: vscode.Uri;
  readonly #onShown: () => void;
  readonly #subscriptions: readonly vscode.Disposable[];
  #view: vscode.WebviewView | undefined;
  /** The page has asked for its snapshot, and so listens. */
  #ready = false;
  /** To be selected as soon as the page is ready. */
  #toSelect: string | undefined;
  /** The log that the panel shows, and how much of it was sent. */
  #watched: InvocationId | undefined;
  #sent = 0;
  #logTimer: NodeJS.Timeout | undefined;

  /**
   * @param files folder of what the page is made of
   * @param onShown called each time that a page has come into sight and shows what the runner knows
   */
  constructor(runner: Runner, files: vscode.Uri, onShown: () => void) {
    this.#runner = runner;
    this.#files = files;
    this.#onShown = onShown;
    this.#subscriptions = [vscode.workspace.onDidGrantWorkspaceTrust(() => this.#sendSnapshot())];
  }

  /** Called when the view is shown for the first time, and again after it was closed. */
  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#ready = false;
    view.webview.options = { enableScripts: true, localResourceRoots: [this.#files] };
    view.webview.onDidReceiveMessage((message) => this.#onMessage(parsePanelMessage(message)));
    view.onDidChangeVisibility(() => {
      // A hidden page is gone; when it comes back it starts from nothing.
      if (view.visible) return;
      this.#ready = false;
      setFocused(false);
    });
    view.onDidDispose(() => {
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#ready = false;
    });
    this.#showBadge();
    view.webview.html = this.#page(view.webview);
  }

  /** Shows the panel and in it the invocation, without taking the keyboard away from the editor. */
  async show(id: InvocationId): Promise<void> {
    this.#toSelect = String(id);
    this.#sendSelection();
    if (this.#view) this.#view.show(true);
    else await vscode.commands.executeCommand(`${INVOCATIONS_VIEW}.focus`, { preserveFocus: true });
  }

  /** Shows the panel and gives it the keyboard. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${INVOCATIONS_VIEW}.focus`);
  }

  /** Shows the panel and lets the user type what to find in the log that it shows. */
  async find(): Promise<void> {
    await this.focus();
    this.#post({ type: 'find' });
  }

  /** Has screen readers say what was done. */
  say(text: string): void {
    this.#post({ type: 'said', text });
  }

  receive(event: RunnerEvent): void {
    switch (event.kind) {
      case 'changed':
        this.#post({
          type: 'invocation',
          invocation: invocationView(event.record),
          now: Date.now(),
        });
        this.#showBadge();
        break;
      case 'log':
        if (event.id === this.#watched) this.#logGrew(event.start);
        break;
      case 'removed':
        this.#post({ type: 'removed', ids: event.ids.map(String) });
        break;
    }
  }

  dispose(): void {
    clearTimeout(this.#logTimer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #onMessage(message: PanelMessage | undefined): void {
    switch (message?.type) {
      case 'ready':
        this.#ready = true;
        this.#sendSnapshot();
        this.#sendSelection();
        this.#onShown();
        break;
      case 'focus':
        setFocused(message.focused);
        break;
      case 'watchLog':
        this.#watched = message.id === undefined ? undefined : (BigInt(message.id) as InvocationId);
        this.#sent = 0;
        this.#sendLog();
        break;
      case 'invocationAction':
        vscode.commands.executeCommand(`luciScheduler.${message.action}`, message.id);
        break;
      case 'globalAction':
        vscode.commands.executeCommand(`luciScheduler.${message.action}`);
        break;
      case undefined:
        break;
    }
  }

  #sendSnapshot(): void {
    this.#post({
      type: 'snapshot',
      invocations: this.#runner.records().map(invocationView),
      trusted: vscode.workspace.isTrusted,
      now: Date.now(),
    });
  }

  #sendSelection(): void {
    if (!this.#ready || this.#toSelect === undefined) return;
    this.#post({ type: 'select', id: this.#toSelect });
    this.#toSelect = undefined;
  }

  /** The log changed from `start` on. */
  #logGrew(start: number): void {
    this.#sent = Math.min(this.#sent, start);
    this.#logTimer ??= setTimeout(() => this.#sendLog(), LOG_INTERVAL);
  }

  #sendLog(): void {
    clearTimeout(this.#logTimer);
    this.#logTimer = undefined;
    const id = this.#watched;
    const log = id === undefined ? undefined : this.#runner.record(id)?.log;
    if (log === undefined) return;
    this.#post({ type: 'log', id: String(id), start: this.#sent, text: log.slice(this.#sent) });
    this.#sent = log.length;
  }

  #post(message: HostMessage): void {
    if (this.#ready) this.#view?.webview.postMessage(message);
  }

  #showBadge(): void {
    if (!this.#view) return;
    const running = this.#runner.records().filter((record) => !isFinal(record.invocation.status));
    const { length: value } = running;
    this.#view.badge = value === 0 ? undefined : { value, tooltip: `${value} running` };
  }

  #page(webview: vscode.Webview): string {
    const address = (name: string) =>
      String(webview.asWebviewUri(vscode.Uri.joinPath(this.#files, name)));
    return panelPage({
      nonce: randomBytes(16).toString('base64url'),
      source: webview.cspSource,
      script: address('panel.js'),
      stylesheet: address('panel.css'),
      icons: address('codicon.css'),
    });
  }
}

/** For key bindings of package.json; VS Code has no such key for the views of webviews. */
function setFocused(focused: boolean): void {
  vscode.commands.executeCommand('setContext', 'luciScheduler.panelFocused', focused);
}
