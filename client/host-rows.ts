// The rows of the host table as the editor has them: from settings, and from what the user has answered here.

import * as vscode from 'vscode';
import type { HostPattern } from '../host/hosts/host-pattern.ts';
import { type HostRow, parseRow, type RowSource } from '../host/hosts/host-table.ts';
import { targetText } from '../host/hosts/target.ts';
import { firstFolder, SECTION, workspaceFolder } from './settings.ts';

/** Where answers are kept: with the workspace, on this machine, where no file of the workspace can put one. */
const ANSWERS = 'hosts.answers';

const SETTING = 'hosts';

export interface ShownRow {
  /** As it is written. */
  readonly host: string;
  readonly target: string;
  readonly place: RowPlace;
  /** What is wrong with it, as a clause, if it counts for nothing. */
  readonly problem?: string;
}

/** Where a row stands; it can be changed there. */
export type RowPlace = 'user' | 'workspace' | 'folder' | 'answer';

const SOURCES: Readonly<Record<RowPlace, RowSource>> = {
  user: 'user',
  workspace: 'workspace',
  folder: 'workspace',
  answer: 'answer',
};

export class HostRows implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #answered = new vscode.EventEmitter<void>();
  /** Fires when an answer has come, changed or gone; rows in settings change with the configuration. */
  readonly onDidChangeAnswers = this.#answered.event;

  /** @param memory of the workspace */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Those that count, in the order in which they do. */
  rows(): readonly HostRow[] {
    return this.all().flatMap(({ host, target, place }) => {
      const parsed = parseRow(host, target, SOURCES[place], workspaceFolder());
      return parsed.ok ? [parsed.row] : [];
    });
  }

  /**
   * The same as the language server takes them, with absolute folders; none in a workspace that is not on this machine,
   * whose configs are about repositories elsewhere.
   */
  written(): Readonly<Record<string, string>> {
    const isElsewhere = vscode.workspace.workspaceFolders !== undefined && !firstFolder();
    const rows = isElsewhere ? [] : this.rows();
    const written: Record<string, string> = {};
    for (const { pattern, target } of rows) written[patternText(pattern)] ??= targetText(target);
    return written;
  }

  dispose(): void {
    this.#answered.dispose();
  }

  /** All that there are, wrong ones among them. */
  all(): readonly ShownRow[] {
    const places: readonly RowPlace[] = ['folder', 'workspace', 'user', 'answer'];
    return places.flatMap((place) =>
      Object.entries(this.#written(place)).map(([host, target]) => {
        const parsed = parseRow(host, String(target), SOURCES[place], workspaceFolder());
        const row = { host, target: String(target), place };
        return parsed.ok ? row : { ...row, problem: parsed.problem };
      }),
    );
  }

  /** Keeps what the user has answered. */
  remember({ pattern, target }: HostRow): void {
    void this.put('answer', patternText(pattern), targetText(target));
  }

  /** Writes a row where it stands, or takes it away. */
  async put(place: RowPlace, host: string, target: string | undefined): Promise<void> {
    const { [host]: _before, ...others } = this.#written(place);
    const written = target === undefined ? others : { ...others, [host]: target };
    if (place === 'answer') {
      await this.#memory.update(ANSWERS, written);
      this.#answered.fire();
      return;
    }
    const value = Object.keys(written).length === 0 ? undefined : written;
    await configuration().update(SETTING, value, SCOPES[place]);
  }

  #written(place: RowPlace): Readonly<Record<string, unknown>> {
    if (place === 'answer') return asObject(this.#memory.get(ANSWERS));
    const inspected = configuration().inspect(SETTING);
    switch (place) {
      case 'user':
        return asObject(inspected?.globalValue);
      case 'workspace':
        return asObject(inspected?.workspaceValue);
      case 'folder':
        // A window of one folder has the same file twice.
        return vscode.workspace.workspaceFile ? asObject(inspected?.workspaceFolderValue) : {};
    }
  }
}

const SCOPES = {
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
} as const;

/** Of the first folder, which is what paths are relative to. */
function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION, firstFolder());
}

function patternText({ host, port, project }: HostPattern): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return (
    name + (port === undefined ? '' : `:${port}`) + (project === undefined ? '' : `/${project}`)
  );
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
