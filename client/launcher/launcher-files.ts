// Launchers on the disk: written, found, removed, and kept up to date.

import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isLauncher } from './launcher-text.ts';

/** What is in the place of a launcher: nothing, one of ours, somebody else's file, or what is no file. */
export type Occupant = 'nothing' | 'launcher' | 'foreign' | 'folder';

/** Of a text, so much is looked at. */
const BEGINNING = 4096;

/** What cannot be read is somebody else's. */
export async function occupantOf(file: string): Promise<Occupant> {
  try {
    const stats = await fs.lstat(file);
    if (stats.isDirectory()) return 'folder';
    // A link, such as npm's, leads to somebody else's file.
    if (!stats.isFile()) return 'foreign';
    return isLauncher(await beginningOf(file)) ? 'launcher' : 'foreign';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : 'foreign';
  }
}

async function beginningOf(file: string): Promise<string> {
  const handle = await fs.open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Puts it in the place of what is there, at once, and makes its folder if need be. A link is replaced, not followed.
 * Rejects with the system's error.
 */
export async function writeLauncher(file: string, text: string): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await fs.writeFile(beside, text, { flag: 'wx', mode: 0o755 });
    // Whatever the user's mask is, the file is a program.
    await fs.chmod(beside, 0o755);
    await fs.rename(beside, file);
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error;
  }
}

export async function isWritableFolder(folder: string): Promise<boolean> {
  try {
    if (!(await fs.stat(folder)).isDirectory()) return false;
    await fs.access(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program of this name in the folder, whoever made it: what a terminal would run. */
export async function programIn(
  folder: string,
  platform: NodeJS.Platform,
): Promise<string | undefined> {
  const extensions = platform === 'win32' ? ['.exe', '.bat', '.cmd', '.ps1'] : [''];
  for (const extension of extensions) {
    const file = path.join(folder, `luci-jobs${extension}`);
    try {
      if (!(await fs.stat(file)).isFile()) continue;
      await fs.access(file, constants.X_OK);
      return file;
    } catch {
      // There is none, or nobody may run it.
    }
  }
  return undefined;
}

/** The launchers that the extension has written on this machine, remembered in a file. */
export class KnownLaunchers {
  readonly #list: string;

  /** @param folder where the extension may keep files; need not exist */
  constructor(folder: string) {
    this.#list = path.join(folder, 'launchers.json');
  }

  /** Absolute paths. Nothing if the list cannot be read. */
  async all(): Promise<readonly string[]> {
    try {
      const list: unknown = JSON.parse(await fs.readFile(this.#list, 'utf8'));
      return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
    } catch {
      return [];
    }
  }

  async add(file: string): Promise<void> {
    await this.#write([...new Set([...(await this.all()), file])]);
  }

  /** Removes those of them, and of `more`, that are launchers, and forgets all. @return what was removed */
  async removeAll(more: readonly string[]): Promise<readonly string[]> {
    const removed: string[] = [];
    for (const file of new Set([...(await this.all()), ...more])) {
      if ((await occupantOf(file)) !== 'launcher') continue;
      await fs.rm(file);
      removed.push(file);
    }
    await this.#write([]);
    return removed;
  }

  /** Writes the text into those that have another one, and forgets those that are not there any more. */
  async refresh(text: string): Promise<void> {
    const known = await this.all();
    const left: string[] = [];
    for (const file of known) {
      if ((await occupantOf(file)) !== 'launcher') continue;
      left.push(file);
      if ((await fs.readFile(file, 'utf8')) !== text) await writeLauncher(file, text);
    }
    if (left.length < known.length) await this.#write(left);
  }

  async #write(list: readonly string[]): Promise<void> {
    await fs.mkdir(path.dirname(this.#list), { recursive: true });
    await fs.writeFile(this.#list, `${JSON.stringify(list)}\n`);
  }
}
