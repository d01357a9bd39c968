// File systems and views of made-up schemes, as other extensions register them, with one config in each.

import * as vscode from 'vscode';

/** Serves `text` at every path. */
class OneTextFileSystem implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  #content: Uint8Array;

  constructor(text: string) {
    this.#content = new TextEncoder().encode(text);
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#content.length };
  }

  readFile(): Uint8Array {
    return this.#content;
  }

  writeFile(_: vscode.Uri, content: Uint8Array): void {
    this.#content = content;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

/** Registers whatever serves `text` under a scheme. */
export type Registration = (scheme: string, text: string) => vscode.Disposable;

export const writable: Registration = (scheme, text) =>
  vscode.workspace.registerFileSystemProvider(scheme, new OneTextFileSystem(text));

/** What git and code review extensions show older versions with. */
export const readOnly: Registration = (scheme, text) =>
  vscode.workspace.registerFileSystemProvider(scheme, new OneTextFileSystem(text), {
    isReadonly: true,
  });

/** No file system at all. */
export const contentOnly: Registration = (scheme, text) =>
  vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => text,
  });
