// Where a repository keeps its files, found as git finds it, by looking at files alone: no program is run.

import fs from 'node:fs/promises';
import path from 'node:path';

export interface GitDir {
  /** Of this working tree: its HEAD is here. */
  readonly own: string;
  /** Of all working trees of the repository: its refs and its configuration are here. The same as `own` for most. */
  readonly common: string;
}

/** No pointer and no configuration is as long; what is longer is something else. Bytes. */
const MAX_BYTES = 1 << 20;

/**
 * Of the repository whose working tree, or which itself, is in a folder; not of one around it (gitrepository-layout).
 * Undefined if there is none, or if finding it would mean to ask another machine. Never rejects.
 * @param folder absolute
 */
export async function gitDirOf(folder: string): Promise<GitDir | undefined> {
  for (const own of await candidates(folder)) {
    const shared = (await smallText(path.join(own, 'commondir')))?.trim();
    const common = shared === undefined ? own : path.resolve(own, shared);
    const isOne =
      isHere(own) &&
      isHere(common) &&
      /^(?:ref: *refs\/|[0-9a-f]{40})/.test((await smallText(path.join(own, 'HEAD'))) ?? '') &&
      (await isFolder(path.join(common, 'objects'))) &&
      (await isFolder(path.join(common, 'refs')));
    if (isOne) return { own, common };
  }
  return undefined;
}

/** A work tree of another clone, and a submodule, have a file that says where to go on. */
async function candidates(folder: string): Promise<readonly string[]> {
  if (!isHere(folder)) return [];
  const place = path.join(folder, '.git');
  const [, pointed] = /^gitdir: (.+?)\s*$/m.exec((await smallText(place)) ?? '') ?? [];
  return [pointed === undefined ? place : path.resolve(folder, pointed), folder];
}

/** On Windows, a name of two slashes and a machine makes the system call that machine. */
function isHere(file: string): boolean {
  return process.platform !== 'win32' || !/^[\\/]{2}/.test(file);
}

/** The text of a regular file that is not too long; undefined of anything else. Never rejects, and waits for no pipe. */
export async function smallText(file: string): Promise<string | undefined> {
  try {
    const stats = await fs.stat(file);
    if (!stats.isFile() || stats.size > MAX_BYTES) return undefined;
    return await fs.readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function isFolder(file: string): Promise<boolean> {
  return fs.stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
