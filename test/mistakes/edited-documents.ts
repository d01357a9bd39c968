// Configs that are open as in an editor, each edited into one text after the other: what an edit does not touch is not
// analysed again, so that thousands of texts which differ from a config in one place cost little more than that place.

import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { lineStarts, positionAt } from '../../src/text/lines.ts';
import type { Config } from './real-configs.ts';

const OPTIONS = {
  project: 'proj',
  registry: validationManagers(),
  onRecovery: (error: unknown) => assert.fail(String(error)),
};

/** Of so many texts one is opened as well, to find the same. */
const CHECKED_ONE_IN = 25;

interface Open {
  readonly document: ProjectConfigDocument;
  text: string;
}

export class EditedDocuments {
  readonly #open = new Map<Config, Open>();
  #edits = 0;

  /** The document of a config, in which `text` stands from now on to the next call. */
  with(config: Config, text: string): ProjectConfigDocument {
    let open = this.#open.get(config);
    if (!open) {
      open = { document: ProjectConfigDocument.open(config.text, OPTIONS), text: config.text };
      this.#open.set(config, open);
    }
    replace(open, text);
    if (this.#edits++ % CHECKED_ONE_IN === 0) {
      assert.deepEqual(
        open.document.findings(),
        ProjectConfigDocument.open(text, OPTIONS).findings(),
      );
    }
    return open.document;
  }
}

/** Characters that are compared at once. */
const CHUNK = 256;

function same(a: string, b: string, start: number): boolean {
  return (
    a.length >= start + CHUNK && a.slice(start, start + CHUNK) === b.slice(start, start + CHUNK)
  );
}

/** By one edit, of what differs. */
function replace(open: Open, text: string): void {
  const before = open.text;
  let start = 0;
  while (start < before.length && same(before, text, start)) start += CHUNK;
  while (start < before.length && before[start] === text[start]) start++;
  let [end, newEnd] = [before.length, text.length];
  while (end > start && newEnd > start && before[end - 1] === text[newEnd - 1]) {
    end--;
    newEnd--;
  }
  const starts = lineStarts(before);
  const range = { start: positionAt(starts, start), end: positionAt(starts, end) };
  open.document.edit(range, text.slice(start, newEnd));
  open.text = text;
}
