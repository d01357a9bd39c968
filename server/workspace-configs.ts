// The configs in the client's folders that are not open, found and read when somebody asks about all of them.

import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { InitializeParams } from 'vscode-languageserver';
import {
  type ConfigDocument,
  documentSymbols,
  type EntrySymbol,
} from '../src/language/language.ts';
import { asRecord } from './settings.ts';

/** The files that VS Code takes for configs by their names; a glob. */
export const CONFIG_FILES = 'luci-scheduler*.cfg';
const CONFIG_NAME = /^luci-scheduler.*\.cfg$/;

/** What nobody keeps a config in. */
const SKIPPED = /^(?:\..*|node_modules|out|build|dist|third_party)$/;

/** A folder may be a home directory, or a checkout of Chromium. */
const MAX_ENTRIES = 50_000;
const MAX_CONFIGS = 200;
const MAX_BYTES = 16 * 1024 * 1024;

/** For so long, files are not looked for again: a client asks at each letter. In ms. */
const FRESH_MS = 5000;

/** The configs of the folders, those next to the root first. */
interface FoundConfigs {
  readonly files: readonly string[];
  /** There are no more: neither they nor the folders are too many to be looked through. */
  readonly isAll: boolean;
}

interface KnownConfig {
  readonly mtimeMs: number;
  readonly size: number;
  readonly symbols: readonly EntrySymbol[];
}

/** Of folders on disk alone; of those in other file systems, a client has to open the files. */
export class WorkspaceConfigs {
  #folders: readonly string[];
  readonly #known = new Map<string, KnownConfig>();
  readonly #isWatched: boolean;
  #found: Promise<FoundConfigs> | undefined;
  #foundAt = 0;

  /**
   * @param folders paths on this machine
   * @param isWatched `forget` is called whenever a config comes or goes
   */
  constructor(folders: readonly string[], isWatched = false) {
    this.#folders = folders;
    this.#isWatched = isWatched;
  }

  /** @param event as clients send it with `workspace/didChangeWorkspaceFolders`, or anything */
  changeFolders(event: unknown): void {
    const { added, removed } = asRecord(event);
    const gone = new Set(pathsOf(removed).map(withoutSlash));
    const folders = [...this.#folders, ...pathsOf(added)].map(withoutSlash);
    this.#folders = [...new Set(folders)].filter((folder) => !gone.has(folder));
    this.forget();
  }

  /** Looks for the files again when somebody asks. */
  forget(): void {
    this.#found = undefined;
  }

  /** Never rejects. */
  files(now: number): Promise<FoundConfigs> {
    if (!this.#found || (!this.#isWatched && now - this.#foundAt > FRESH_MS)) {
      this.#found = findConfigs(this.#folders);
      this.#foundAt = now;
    }
    return this.#found;
  }

  /**
   * The symbols of each config by its uri. Files that cannot be read are left out. Never rejects.
   * @param read makes a document of a text
   */
  async symbols(
    read: (text: string) => ConfigDocument,
    now: number,
  ): Promise<ReadonlyMap<string, readonly EntrySymbol[]>> {
    const symbols = new Map<string, readonly EntrySymbol[]>();
    for (const file of (await this.files(now)).files) {
      const known = await this.#symbolsOf(file, read).catch(() => undefined);
      if (known) symbols.set(pathToFileURL(file).href, known);
    }
    return symbols;
  }

  async #symbolsOf(
    file: string,
    read: (text: string) => ConfigDocument,
  ): Promise<readonly EntrySymbol[]> {
    const { mtimeMs, size } = await fs.stat(file);
    const known = this.#known.get(file);
    if (known?.mtimeMs === mtimeMs && known.size === size) return known.symbols;
    if (size > MAX_BYTES) return [];
    const symbols = documentSymbols(read(await fs.readFile(file, 'utf8')));
    this.#known.set(file, { mtimeMs, size, symbols });
    return symbols;
  }
}

/** Those on disk, as paths. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const hasFolders = Array.isArray(workspaceFolders) && workspaceFolders.length > 0;
  return pathsOf(hasFolders ? workspaceFolders : [{ uri: rootUri }]);
}

/** @param folders as LSP has them, or anything */
function pathsOf(folders: unknown): readonly string[] {
  const known: readonly unknown[] = Array.isArray(folders) ? folders : [];
  return known.flatMap((folder) => {
    const { uri } = asRecord(folder);
    if (typeof uri !== 'string' || !uri.startsWith('file:')) return [];
    try {
      return [fileURLToPath(uri)];
    } catch {
      return [];
    }
  });
}

/** Clients do not agree on whether a folder ends with a slash; the root does. */
function withoutSlash(folder: string): string {
  return path.join(folder, '.');
}

/** Folders that cannot be read are left out; links are not followed. */
async function findConfigs(folders: readonly string[]): Promise<FoundConfigs> {
  const files: string[] = [];
  const queue = [...folders];
  let left = MAX_ENTRIES;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const { name } = entry;
      const isConfig = entry.isFile() && CONFIG_NAME.test(name);
      if (--left < 0 || (isConfig && files.length >= MAX_CONFIGS)) return { files, isAll: false };
      if (entry.isDirectory() && !SKIPPED.test(name)) queue.push(path.join(folder, name));
      else if (isConfig) files.push(path.join(folder, name));
    }
  }
  return { files, isAll: true };
}
