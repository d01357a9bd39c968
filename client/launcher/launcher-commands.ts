// The commands that put luci-jobs on PATH, and take it away again.

import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { errorText, listed } from '../../src/text/wording.ts';
import {
  type NotificationAction,
  showError,
  showInformation,
  showWarning,
} from '../notifications.ts';
import {
  isWritableFolder,
  KnownLaunchers,
  occupantOf,
  programIn,
  writeLauncher,
} from './launcher-files.ts';
import {
  foldersOnPath,
  type LauncherFolder,
  launcherFolders,
  type PathFacts,
  pathLine,
  reachOf,
} from './launcher-folders.ts';
import { launcherName, launcherText } from './launcher-text.ts';

export class LauncherCommands {
  readonly #cli: string;
  readonly #known: KnownLaunchers;

  /**
   * @param cli the program of the command line, `dist/cli.js`
   * @param storage of the extension, for all workspaces on this machine
   */
  constructor(cli: vscode.Uri, storage: vscode.Uri) {
    this.#cli = cli.fsPath;
    this.#known = new KnownLaunchers(storage.fsPath);
  }

  /** Those that there are start this version of the extension from now on. Rejects if one cannot be written. */
  refresh(): Promise<void> {
    return this.#known.refresh(this.#text());
  }

  /**
   * Asks for a folder, unless a program names one.
   * @return the launcher that was written; undefined if none was, which the user knows
   */
  async install(argument: unknown): Promise<string | undefined> {
    const facts = await pathFacts();
    const folder =
      typeof argument === 'string' && path.isAbsolute(argument)
        ? argument
        : await pickFolder(facts);
    if (folder === undefined) return undefined;
    const file = path.join(folder, launcherName(process.platform));
    if (!(await mayWrite(file))) return undefined;
    try {
      await writeLauncher(file, this.#text());
      await this.#known.add(file);
    } catch (error) {
      showError(`luci-jobs could not be installed: ${errorText(error)}`);
      return undefined;
    }
    // Not awaited: what was written is there, whether somebody reads the message or not.
    void tellInstalled(facts, folder, file);
    return file;
  }

  /** @return what was removed */
  async uninstall(): Promise<readonly string[]> {
    const name = launcherName(process.platform);
    const onPath = foldersOnPath(await pathFacts()).map((folder) => path.join(folder, name));
    try {
      const removed = await this.#known.removeAll(onPath);
      showInformation(
        removed.length === 0
          ? 'There is no luci-jobs on PATH that this extension has installed.'
          : `${listed(removed)} ${removed.length === 1 ? 'is' : 'are'} gone.`,
      );
      return removed;
    } catch (error) {
      showError(`luci-jobs could not be uninstalled: ${errorText(error)}`);
      return [];
    }
  }

  #text(): string {
    return launcherText({
      platform: process.platform,
      cli: this.#cli,
      editor: process.execPath,
      home: os.homedir(),
    });
  }
}

async function pathFacts(): Promise<PathFacts> {
  const facts = {
    platform: process.platform,
    home: os.homedir(),
    path: process.env['PATH'] ?? '',
    isWritable: () => false,
  };
  const asked = foldersOnPath(facts).map(async (folder) => ({
    folder,
    ok: await isWritableFolder(folder),
  }));
  const writable = (await Promise.all(asked)).filter(({ ok }) => ok);
  const folders = new Set(writable.map(({ folder }) => folder));
  return { ...facts, isWritable: (folder) => folders.has(folder) };
}

async function pickFolder(facts: PathFacts): Promise<string | undefined> {
  const offered = launcherFolders(facts).map((each) => ({
    label: each.folder,
    description: describe(each),
    pick: async (): Promise<string | undefined> => each.folder,
  }));
  const other = { label: 'Other Folder…', description: '', pick: browse };
  const picked = await vscode.window.showQuickPick([...offered, other], {
    title: 'Install luci-jobs on PATH',
    placeHolder: 'Folder for the program luci-jobs',
  });
  return picked?.pick();
}

function describe({ isOnPath }: LauncherFolder): string {
  return isOnPath ? 'on PATH' : 'not on PATH yet';
}

async function browse(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      title: 'Folder for the program luci-jobs',
      openLabel: 'Install Here',
      defaultUri: vscode.Uri.file(os.homedir()),
    })) ?? [];
  return uri?.fsPath;
}

/** Nothing of anybody else's is overwritten before the user has said so. */
async function mayWrite(file: string): Promise<boolean> {
  const occupant = await occupantOf(file);
  if (occupant === 'folder') {
    showError(`${file} is a folder, so luci-jobs cannot be installed there.`);
    return false;
  }
  if (occupant !== 'foreign') return true;
  const replace = 'Replace';
  const answer = await vscode.window.showWarningMessage(
    `${file} is there already, and this extension has not made it. Replace it?`,
    { modal: true },
    replace,
  );
  return answer === replace;
}

async function tellInstalled(facts: PathFacts, folder: string, file: string): Promise<void> {
  const programs = new Map<string, string>();
  for (const each of foldersOnPath(facts)) {
    const program = await programIn(each, facts.platform);
    if (program !== undefined) programs.set(each, program);
  }
  const reach = reachOf(facts, folder, (each) => programs.get(each));
  switch (reach.kind) {
    case 'found':
      return showInformation(`${file} is installed. Type luci-jobs --help in a terminal.`);
    case 'shadowed':
      return showWarning(
        `${file} is installed, but terminals find ${reach.by} first. Remove that one, or install luci-jobs there.`,
      );
    case 'not-on-path':
      return tellNotOnPath(facts, folder, file);
  }
}

function tellNotOnPath(facts: PathFacts, folder: string, file: string): Promise<void> {
  const shell = path.posix.basename(process.env['SHELL'] ?? '');
  const line = pathLine(facts, folder, shell);
  if (!line) {
    return showWarning(
      `${file} is installed, but terminals do not look there yet: add ${folder} to PATH, under "Edit environment variables for your account".`,
    );
  }
  const copy: NotificationAction = ['Copy Line', () => vscode.env.clipboard.writeText(line.line)];
  return showWarning(
    `${file} is installed, but terminals do not look there yet: add ${line.line} to ${line.file}, and open a new terminal.`,
    copy,
  );
}
