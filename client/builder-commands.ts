// The builder table as the editor has it, and the user's word for each command that it runs.

import * as vscode from 'vscode';
import { type BuilderRow, parseBuilderSetting } from '../host/builders/builder-table.ts';
import { commandText } from '../host/builds/command-words.ts';
import { showWarning } from './notifications.ts';
import { firstFolder, SECTION } from './settings.ts';

/** Where allowed commands are kept: with the workspace, on this machine, where no file of the workspace can put one. */
const ALLOWED = 'builders.allowed';

const SETTING = 'builders';

export class BuilderCommands {
  readonly #memory: vscode.Memento;
  /** Problems that the user has been told of. */
  readonly #told = new Set<string>();

  /** @param memory of the workspace */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Those that count; of one that does not, the user is told once. None in a workspace that is not trusted. */
  rows(): readonly BuilderRow[] {
    if (!vscode.workspace.isTrusted) return [];
    const setting = vscode.workspace
      .getConfiguration(SECTION, firstFolder())
      .get<Readonly<Record<string, unknown>>>(SETTING, {});
    const quoting = process.platform === 'win32' ? 'windows' : 'posix';
    return Object.entries(setting).flatMap(([builders, value]) => {
      const parsed = parseBuilderSetting(builders, value, quoting);
      if (parsed.ok) return [parsed.row];
      this.#tell(`In the setting luciScheduler.builders, ${parsed.problem}.`);
      return [];
    });
  }

  /** Shows a command that has not run in this workspace before, and asks. A yes is remembered, a no is not. */
  async mayRun(command: readonly string[], builder: string, signal: AbortSignal): Promise<boolean> {
    const key = JSON.stringify(command);
    const allowed = this.#memory.get<readonly string[]>(ALLOWED, []);
    if (allowed.includes(key)) return true;
    const yes = 'Run It';
    const pressed = await vscode.window.showWarningMessage(
      `Run a command in place of the builder ${builder}?`,
      {
        modal: true,
        detail: `${commandText(command)}\n\nIt runs on this machine, as you, and is not asked about again in this workspace.`,
      },
      yes,
    );
    if (pressed !== yes || signal.aborted) return false;
    const known = this.#memory.get<readonly string[]>(ALLOWED, []);
    await this.#memory.update(ALLOWED, [...known, key]);
    return true;
  }

  #tell(problem: string): void {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    showWarning(problem);
  }
}
