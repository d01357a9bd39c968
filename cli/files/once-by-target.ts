// Names of files, each file once, whatever names and links lead to it.

import { realpathSync } from 'node:fs';
import path from 'node:path';

export class OnceByTarget {
  /** By where a name leads to in the end. */
  readonly #names = new Map<string, string>();

  /** Of names for one file, the first one stays, unless a later one is the file's own and no link. `-` is no file. */
  add(name: string): void {
    const target = name === '-' ? name : targetOf(name);
    const known = this.#names.get(target);
    if (known === undefined || (path.resolve(known) !== target && path.resolve(name) === target)) {
      this.#names.set(target, name);
    }
  }

  /** In the order in which they, or others for the same file, were added. */
  names(): readonly string[] {
    return [...this.#names.values()];
  }
}

/** Absolute; the path itself if it leads nowhere. */
function targetOf(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return path.resolve(name);
  }
}
