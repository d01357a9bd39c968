// What commits change (git-diff-tree's raw output).

import type { GitChange } from '../../src/emulators/gitiles/git-repository.ts';
import { gitText } from './git-text.ts';

const NOWHERE = '/dev/null';

/**
 * Reads what `git diff-tree --stdin -z -r --raw --always` writes: the id of a commit, then for each change its kind, and
 * one path or two, each with NUL behind it.
 */
export function readRawDiffs(output: Buffer): ReadonlyMap<string, readonly GitChange[]> {
  const commits = new Map<string, GitChange[]>();
  const fields = new NulFields(output);
  let changes: GitChange[] = [];
  for (let field = fields.next(); field !== undefined; field = fields.next()) {
    const text = field.toString('latin1');
    if (!text.startsWith(':')) {
      changes = commits.get(text) ?? [];
      commits.set(text, changes);
      continue;
    }
    const [oldMode = '', newMode = '', oldId = '', newId = '', status = ''] = text
      .slice(1)
      .split(' ');
    const path = gitText(fields.next() ?? Buffer.alloc(0));
    const isMoved = status.startsWith('R') || status.startsWith('C');
    const newPath = isMoved ? gitText(fields.next() ?? Buffer.alloc(0)) : path;
    changes.push(
      ...changesOf({
        status,
        oldMode: Number.parseInt(oldMode, 8),
        newMode: Number.parseInt(newMode, 8),
        oldId,
        newId,
        oldPath: path,
        newPath,
      }),
    );
  }
  return commits;
}

interface RawChange extends Omit<GitChange, 'type' | 'score'> {
  /** A letter, and for copies and renames a number. */
  readonly status: string;
}

/** As JGit tells them: a file that becomes a link, or the like, is gone and another one is there. */
function changesOf({ status, ...change }: RawChange): readonly GitChange[] {
  const none = change.oldId.replace(/./g, '0');
  const added = { type: 'add', oldId: none, oldMode: 0, oldPath: NOWHERE } as const;
  const deleted = { type: 'delete', newId: none, newMode: 0, newPath: NOWHERE } as const;
  const score = Number(status.slice(1));
  switch (status[0]) {
    case 'A':
      return [{ ...change, ...added }];
    case 'D':
      return [{ ...change, ...deleted }];
    case 'T':
      return [
        { ...change, ...deleted },
        { ...change, ...added },
      ];
    case 'R':
      return [{ ...change, type: 'rename', score }];
    case 'C':
      return [{ ...change, type: 'copy', score }];
    default:
      return [{ ...change, type: 'modify' }];
  }
}

class NulFields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  next(): Buffer | undefined {
    if (this.#at >= this.#bytes.length) return undefined;
    const end = this.#bytes.indexOf(0, this.#at);
    const field = this.#bytes.subarray(this.#at, end === -1 ? this.#bytes.length : end);
    this.#at += field.length + 1;
    return field;
  }
}
