// Search of the workspace's Starlark files for the code that makes a job.

import * as vscode from 'vscode';
import { type StarlarkPlaces, starlarkPlaces } from '../src/language/language.ts';

const FILES = '**/*.star';
/** Bounds of one search: a workspace may be a whole browser. */
const MAX_FILES = 5000;
const MAX_BYTES = 2 << 20;
/** Files that are read at the same time. */
const AT_ONCE = 16;

export interface StarlarkSearch {
  /** Where the job is named; if nowhere, where its id is written. */
  readonly places: readonly vscode.Location[];
  /** True if there are more files than were searched. */
  readonly cut: boolean;
}

/** Remembers what it found until a Starlark file of the workspace changes. Nothing is watched or read before the first search. */
export class StarlarkSearcher implements vscode.Disposable {
  readonly #found = new Map<string, StarlarkSearch>();
  #watcher: vscode.FileSystemWatcher | undefined;
  #changes = 0;

  /** @returns undefined if it was cancelled */
  async search(id: string, token: vscode.CancellationToken): Promise<StarlarkSearch | undefined> {
    this.#watch();
    const known = this.#found.get(id);
    if (known) return known;
    const changes = this.#changes;
    const uris = await vscode.workspace.findFiles(FILES, undefined, MAX_FILES + 1, token);
    const files = uris.slice(0, MAX_FILES);
    const all: (readonly [vscode.Uri, StarlarkPlaces])[] = [];
    const queue = files.values();
    const read = async () => {
      for (const uri of queue) {
        if (token.isCancellationRequested) return;
        const text = await starlarkText(uri);
        if (text !== undefined) all.push([uri, starlarkPlaces(text, id)]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, read));
    if (token.isCancellationRequested) return undefined;
    const named = locations(all, ({ named }) => named);
    const places = named.length > 0 ? named : locations(all, ({ mentioned }) => mentioned);
    const search = { places, cut: uris.length > files.length };
    if (changes === this.#changes) this.#found.set(id, search);
    return search;
  }

  dispose(): void {
    this.#watcher?.dispose();
  }

  #watch(): void {
    if (this.#watcher) return;
    const forget = () => {
      this.#changes++;
      this.#found.clear();
    };
    this.#watcher = vscode.workspace.createFileSystemWatcher(FILES);
    this.#watcher.onDidChange(forget);
    this.#watcher.onDidCreate(forget);
    this.#watcher.onDidDelete(forget);
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.path.endsWith('.star')) forget();
    });
  }
}

/** As it is in the editor, or else on the disk; undefined for what is too long or cannot be read. */
async function starlarkText(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open) return open.getText();
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > MAX_BYTES ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

/** In the order of the files' paths, so that they are the same each time. */
function locations(
  all: readonly (readonly [vscode.Uri, StarlarkPlaces])[],
  choose: (places: StarlarkPlaces) => StarlarkPlaces['named'],
): readonly vscode.Location[] {
  return all
    .toSorted(([{ path: a }], [{ path: b }]) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap(([uri, places]) =>
      choose(places).map(({ start, end }) => {
        const range = new vscode.Range(start.line, start.character, end.line, end.character);
        return new vscode.Location(uri, range);
      }),
    );
}
