// What stands in the files of generated configs, as far as it takes to say whether somebody has edited one.
//
// A file is read once for each time that somebody begins to edit it, and not while they type: two megabytes take their way
// through the editor.

import * as vscode from 'vscode';
import { generatedLine } from '../src/language/language.ts';

interface Saved {
  readonly lines: readonly string[];
  /** The line that says that the file is generated. */
  readonly line: number;
}

export class SavedLines {
  /** Undefined for files that nobody generates, or that cannot be read. */
  readonly #saved = new WeakMap<vscode.TextDocument, Saved | undefined>();

  /** To be called when the document may be as its file is, which may be another one by now. */
  forget(document: vscode.TextDocument): void {
    this.#saved.delete(document);
  }

  /**
   * The line of the file that says that it is generated, whatever an edit has left of that; undefined if it does not say so,
   * or if the document is no other than the file.
   * @param changed a line that may well be different now; one that is not there any more will do
   */
  async editedLine(document: vscode.TextDocument, changed: number): Promise<number | undefined> {
    if (!this.#saved.has(document)) {
      const text = await savedText(document);
      // It may have been saved in the meantime.
      if (!document.isDirty) return undefined;
      this.#saved.set(document, text === undefined ? undefined : savedFrom(text));
    }
    const saved = this.#saved.get(document);
    return saved && !isSame(document, saved.lines, changed) ? saved.line : undefined;
  }
}

function savedFrom(text: string): Saved | undefined {
  // An editor gives all lines the same end.
  const lines = text.split(/\r\n|\r|\n/);
  const line = generatedLine(lines);
  return line === undefined ? undefined : { lines, line };
}

function isSame(document: vscode.TextDocument, lines: readonly string[], changed: number): boolean {
  if (document.lineCount !== lines.length) return false;
  const isSameLine = (i: number) => document.lineAt(i).text === lines[i];
  if (changed < lines.length && !isSameLine(changed)) return false;
  return lines.every((_, i) => isSameLine(i));
}

/** Undefined if it cannot be read. */
async function savedText({ uri, encoding }: vscode.TextDocument): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return await vscode.workspace.decode(bytes, { encoding });
  } catch {
    return undefined;
  }
}
