// State of the invocations for menus and the status bar.

import * as vscode from 'vscode';
import type { Runner, RunnerEvent } from '../host/runner/runner.ts';
import { jobNameOf } from '../src/task/ids.ts';
import { isFinal } from '../src/task/status.ts';

/** Keys for `when` and `enablement` clauses of package.json. */
const HAS_RUNNING = 'luciScheduler.hasRunning';
const HAS_ENDED = 'luciScheduler.hasEnded';

export class RunningStatus implements vscode.Disposable {
  readonly #runner: Runner;
  readonly #item: vscode.StatusBarItem;
  readonly #keys = new Map<string, boolean>();

  constructor(runner: Runner) {
    this.#runner = runner;
    this.#item = vscode.window.createStatusBarItem(
      'luciScheduler.running',
      vscode.StatusBarAlignment.Left,
    );
    this.#item.name = 'LUCI Scheduler Invocations';
    this.#item.command = 'luciScheduler.showInvocations';
  }

  receive(event: RunnerEvent): void {
    if (event.kind !== 'log') this.#update();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #update(): void {
    const records = this.#runner.records();
    const running = records.filter(({ invocation }) => !isFinal(invocation.status));
    this.#setKey(HAS_RUNNING, running.length > 0);
    this.#setKey(HAS_ENDED, running.length < records.length);

    const [first] = running;
    if (!first) {
      this.#item.hide();
      return;
    }
    const what =
      running.length === 1 ? jobNameOf(first.invocation.jobId) : `${running.length} jobs`;
    this.#item.text = `$(loading~spin) ${what.replaceAll('$(', '$ (')}`;
    this.#item.tooltip = 'LUCI Scheduler: jobs are running. Click to show their invocations.';
    this.#item.accessibilityInformation = { label: `LUCI Scheduler: ${what} running` };
    this.#item.show();
  }

  #setKey(key: string, value: boolean): void {
    if (this.#keys.get(key) === value) return;
    this.#keys.set(key, value);
    vscode.commands.executeCommand('setContext', key, value);
  }
}
