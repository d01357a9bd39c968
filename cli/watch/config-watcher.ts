// The configs that a command line means, as they come, change and go; the system tells of it, nothing is polled.
//
// Folders are watched, not files: editors put another file in the place of the one that they save, and a file that is gone
// may come back. A folder is watched before anybody looks into it, so that nothing is missed in between.

import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../src/task/world.ts';
import { type FoundConfigs, findConfigs, searchOf } from '../files/find-configs.ts';
import { Debounce } from './debounce.ts';
import {
  bothMeanings,
  type ChangeMeaning,
  meaningOfChange,
  type WatchedPaths,
  withFoldersAbove,
} from './watched-paths.ts';

/** The system watches no more, or not this. The message is a clause. */
export class CannotWatch extends Error {
  override readonly name = 'CannotWatch';
}

/** Keeps the process running until it is closed. */
export class ConfigWatcher {
  readonly #named: readonly string[];
  readonly #debounce: Debounce;
  /** By the folder's absolute path. */
  readonly #watchers = new Map<string, FSWatcher>();
  #found: FoundConfigs = { files: [], problems: new Map() };
  #paths: WatchedPaths = { files: new Set(), places: new Set(), searches: [] };
  /** What has happened since somebody has dealt with it. */
  #pending: ChangeMeaning = 'nothing';
  #isDue = false;
  #problem: CannotWatch | undefined;
  #wake: (() => void) | undefined;

  /**
   * @param named as `findConfigs` takes them, without `-`
   * @throws CannotWatch
   */
  constructor(named: readonly string[], clock: Clock) {
    this.#named = named;
    this.#debounce = new Debounce(clock, () => this.#settle());
    this.#search();
  }

  /** What is meant now, whether it exists or not. */
  get found(): FoundConfigs {
    return this.#found;
  }

  /**
   * Resolves when something has changed since it resolved last, and things have calmed down.
   * Rejects with CannotWatch if there is something new that cannot be watched.
   */
  async changed(): Promise<void> {
    while (!this.#isDue && !this.#problem)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    if (this.#problem) throw this.#problem;
    this.#isDue = false;
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** Looks for configs, and watches what there is to be watched. */
  #search(): void {
    const places = new Set<string>();
    const add = (folder: string) => {
      if (places.has(folder)) return;
      places.add(folder);
      this.#watchFolder(folder);
    };
    for (const name of this.#named) {
      const place = path.resolve(searchOf(name)?.folder ?? name);
      withFoldersAbove(place).forEach(add);
    }
    this.#found = findConfigs(this.#named, (folder) => add(path.resolve(folder)));
    const files = new Set<string>();
    for (const file of this.#found.files) {
      const absolute = path.resolve(file);
      if (this.#found.problems.has(file)) continue;
      for (const one of new Set([absolute, targetOf(absolute)])) {
        files.add(one);
        withFoldersAbove(path.dirname(one)).forEach(add);
      }
    }
    const searches = this.#named.flatMap((name) => {
      const search = searchOf(name);
      return search ? [{ ...search, folder: path.resolve(search.folder) }] : [];
    });
    this.#paths = { files, places, searches };
    for (const folder of [...this.#watchers.keys()])
      if (!places.has(folder)) this.#forgetFolder(folder);
  }

  #watchFolder(folder: string): void {
    if (this.#watchers.has(folder) || !isFolder(folder)) return;
    try {
      const watcher = watch(folder, (event, name) => this.#happened(folder, event, name));
      // Such as Windows' when the folder is removed.
      watcher.on('error', () => this.#happened(folder, 'rename', null));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      // What may not be read is not looked through either; what has just gone, its parent tells of.
      if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(code)) return;
      this.close();
      throw new CannotWatch(`${folder} cannot be watched: ${REASONS[code] ?? code}`);
    }
  }

  #forgetFolder(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }

  /** @param name in the folder; null if the system does not say, or the folder itself has gone */
  #happened(folder: string, event: string, name: string | null): void {
    if (!this.#watchers.has(folder)) return;
    const file = name === null ? folder : path.join(folder, name);
    const meaning = name === null ? 'place' : meaningOfChange(this.#paths, file, event, isFolder);
    if (meaning === 'nothing') return;
    // Whatever has the name now, the watchers look at what had it before.
    if (meaning === 'place') {
      for (const known of [...this.#watchers.keys()])
        if (known === file || known.startsWith(file + path.sep)) this.#forgetFolder(known);
    }
    this.#pending = bothMeanings(this.#pending, meaning);
    this.#debounce.note();
  }

  #settle(): void {
    const meaning = this.#pending;
    this.#pending = 'nothing';
    const before = this.#found.files;
    try {
      if (meaning !== 'text') this.#search();
    } catch (error) {
      if (!(error instanceof CannotWatch)) throw error;
      this.#problem = error;
    }
    const isSame = before.join('\0') === this.#found.files.join('\0');
    if (!this.#problem && meaning === 'maybe-config' && isSame) return;
    this.#isDue = true;
    this.#wake?.();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC:
    'the system watches no more folders (fs.inotify.max_user_watches); name fewer of them, or files',
  EMFILE:
    'the system opens no more watches (fs.inotify.max_user_instances, or open files); name fewer folders, or files',
};

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

/** Where a link leads; the file itself if it is none, or does not exist. */
function targetOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
