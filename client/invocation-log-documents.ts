// Logs of invocations as read-only documents of the editor, which grow as the logs do.

import * as vscode from 'vscode';
import type { RunRecord } from '../host/runner/run-history.ts';
import type { Runner, RunnerEvent } from '../host/runner/runner.ts';
import type { InvocationId } from '../src/task/ids.ts';
import { jobNameOf } from '../src/task/ids.ts';
import { withoutEscapes } from '../src/text/escape-sequences.ts';
import { LOG_SCHEME } from './running-parts.ts';

/** How long changes are collected before a document is read again, in ms. */
const REFRESH = 200;

export class InvocationLogDocuments implements vscode.Disposable {
  readonly #runner: Runner;
  readonly #changes: vscode.EventEmitter<vscode.Uri>;
  /** Those shown whose log has changed. */
  readonly #stale = new Map<string, vscode.Uri>();
  #timer: NodeJS.Timeout | undefined;

  /** @param changes to be fired for each document that has changed; somebody else's */
  constructor(runner: Runner, changes: vscode.EventEmitter<vscode.Uri>) {
    this.#runner = runner;
    this.#changes = changes;
  }

  textOf(uri: vscode.Uri): string {
    const record = this.#runner.record(BigInt(uri.query) as InvocationId);
    return record ? withoutEscapes(record.log) : 'This log is no longer kept.\n';
  }

  async show(record: RunRecord): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(record));
    await vscode.languages.setTextDocumentLanguage(document, 'log');
    await vscode.window.showTextDocument(document);
    // What the log has grown by while it was being opened, nobody has been told of.
    this.#changes.fire(document.uri);
  }

  receive(event: RunnerEvent): void {
    if (event.kind !== 'log') return;
    const record = this.#runner.record(event.id);
    if (!record) return;
    const uri = uriOf(record);
    const key = uri.toString();
    const isShown = vscode.workspace.textDocuments.some((shown) => shown.uri.toString() === key);
    if (!isShown) return;
    this.#stale.set(key, uri);
    this.#timer ??= setTimeout(() => this.#refresh(), REFRESH);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #refresh(): void {
    this.#timer = undefined;
    for (const uri of this.#stale.values()) this.#changes.fire(uri);
    this.#stale.clear();
  }
}

/** The path is what the tab shows. */
function uriOf({ invocation: { id, jobId } }: RunRecord): vscode.Uri {
  return vscode.Uri.from({
    scheme: LOG_SCHEME,
    path: `/${jobNameOf(jobId)} ${id}.log`,
    query: String(id),
  });
}
