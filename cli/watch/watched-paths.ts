// What a change of a path means to whoever watches configs: a decision, without a look at the disk.

import path from 'node:path';
import { PROJECT_FILE } from '../../src/language/language.ts';
import { type ConfigSearch, isSkipped } from '../files/find-configs.ts';

/** All of them absolute. */
export interface WatchedPaths {
  /** The configs, and where links among them lead. */
  readonly files: ReadonlySet<string>;
  /** What was named, and every folder in which, or above which, something that counts can be; they need not exist. */
  readonly places: ReadonlySet<string>;
  readonly searches: readonly ConfigSearch[];
}

/**
 * `text`: a config has another text. `place`: where configs are, or what is said of them, may be another, and so may be
 * their texts. `maybe-config`: there may be one more config, or one less.
 */
export type ChangeMeaning = 'nothing' | 'maybe-config' | 'text' | 'place';

/** Of all of them, what has to be done is what the last in this order asks for. */
const MEANINGS: readonly ChangeMeaning[] = ['nothing', 'maybe-config', 'text', 'place'];

/** The one that asks for more. A text that has changed is no reason to look for configs, but two changes may be. */
export function bothMeanings(a: ChangeMeaning, b: ChangeMeaning): ChangeMeaning {
  if (a !== b && a !== 'nothing' && b !== 'nothing') return 'place';
  return MEANINGS.indexOf(a) < MEANINGS.indexOf(b) ? b : a;
}

/**
 * @param file absolute, as its folder's watcher names it
 * @param event as `fs.watch` has it: `rename` if the file came or went, and on some systems whatever happened
 * @param isFolder asked only about what nobody knows
 */
export function meaningOfChange(
  { files, places, searches }: WatchedPaths,
  file: string,
  event: string,
  isFolder: (file: string) => boolean,
): ChangeMeaning {
  const name = path.basename(file);
  // Where a link leads, or whether it is still there, has to be looked at.
  if (files.has(file)) return event === 'change' ? 'text' : 'place';
  // The time of a folder is changed by whatever happens in it.
  if (places.has(file)) return event === 'change' ? 'maybe-config' : 'place';
  if (name === PROJECT_FILE || name === IGNORE_FILE) return 'place';
  if (isSkipped(name)) return 'nothing';
  for (const { folder, pattern } of searches) {
    const below = path.relative(folder, file);
    if (below === '' || below.startsWith('..') || path.isAbsolute(below)) continue;
    if (pattern.matches(below.split(path.sep).join('/')) || isFolder(file)) return 'maybe-config';
  }
  return 'nothing';
}

const IGNORE_FILE = '.gitignore';

/** The folder and all that are above it. */
export function withFoldersAbove(folder: string): readonly string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...withFoldersAbove(above)];
}
