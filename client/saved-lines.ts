// What stands in the files of generated configs, as far as it takes to say whether somebody has edited one.
//
// As long as a document is not dirty, its own text is its file's. So the file is read for those alone that were dirty when
// they were opened, and not while somebody types: two megabytes take their way through the editor.

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

  /** To be called whenever a document may have come to be as its file is. */
  note(document: vscode.TextDocument): void {
    if (document.isDirty || document.isUntitled) return;
    const isGenerated = generatedLine(linesOf(document)) !== undefined;
    this.#saved.set(document, isGenerated ? savedFrom(document.getText()) : undefined);
  }

  /**
   * The line of the file that says that it is generated, whatever an edit has left of that; undefined if it does not say so,
   * or if the document is no other than the file.
   * @param changed a line that may well be different now; one that is not there any more will do
   */
  async editedLine(document: vscode.TextDocument, changed: number): Promise<number | undefined> {
    if (!this.#saved.has(document)) {
      const text = await savedText(document);
      this.#saved.set(document, text === undefined ? undefined : savedFrom(text));
    }
    const saved = this.#saved.get(document);
    return saved && !isSame(document, saved.lines, changed) ? saved.line : undefined;
  }
}

/** One by one, for the comment at the head of a document is short. */
export function* linesOf(document: vscode.TextDocument): Generator<string> {
  for (let i = 0; i < document.lineCount; i++) yield document.lineAt(i).text;
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
