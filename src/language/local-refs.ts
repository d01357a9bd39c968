// The refs of a poller's repository, where there is a clone of it on this machine.
//
// Whoever asks the question brings them along (`LocalRefsOf`): this room reads no files.

import { RefSet } from '../task/gitiles/ref-set.ts';
import { TaskError } from '../task/task-error.ts';
import type { Position } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { type MessagePlace, placeAtOffset, valuesOfField } from './place-at-offset.ts';

export interface LocalRefs {
  /** Of the clone. */
  readonly folder: string;
  /** Full names of its own refs, each once, sorted. */
  readonly names: readonly string[];
  /** Full names of the refs of the repository on its server, as the clone has last fetched them, each once. */
  readonly fetched: readonly string[];
  /** The branch that is checked out. */
  readonly head: string | undefined;
}

/** The refs of a repository by its URL as the config has it; undefined if nothing is known of it. */
export type LocalRefsOf = (repo: string) => LocalRefs | undefined;

/** The repository whose refs a position is about; undefined if it is about something else, or the repository is not named. */
export function repoOfRefsAt(document: ConfigDocument, position: Position): string | undefined {
  const { part, offset } = document.partAt(position);
  // Of most parts this can be told without reading them.
  if (!part.text.includes('refs')) return undefined;
  const place = placeAtOffset(part.text, offset, part.projectConfig);
  if (place.kind !== 'string' && place.kind !== 'word') return undefined;
  return place.field?.type?.name === 'refs' ? repoOf(place.message) : undefined;
}

/** The URL that counts in a poller: that of a field written twice is the last. */
export function repoOf(poller: MessagePlace): string | undefined {
  const repo = valuesOfField(poller, 'repo').at(-1);
  return repo?.kind === 'string' && repo.text !== '' ? repo.text : undefined;
}

/** How many refs are tried before anybody looks whether it takes too long. */
const TRIED_AT_ONCE = 256;

export interface WatchedRefs {
  readonly names: readonly string[];
  /** There may be more: it took too long. */
  readonly isPartial: boolean;
}

/**
 * The refs that a poller with this entry alone would watch, in the order of `names`; undefined if the entry is not valid.
 * @param entry of `refs`
 * @param isLate whether it takes too long by now
 */
export function watchedRefs(
  entry: string,
  names: readonly string[],
  isLate: () => boolean,
): WatchedRefs | undefined {
  const set = refSet(entry);
  if (!set) return undefined;
  const watched: string[] = [];
  for (const [i, name] of names.entries()) {
    if (i % TRIED_AT_ONCE === 0 && isLate()) return { names: watched, isPartial: true };
    if (set.has(name)) watched.push(name);
  }
  return { names: watched, isPartial: false };
}

function refSet(entry: string): RefSet | undefined {
  try {
    return new RefSet([entry]);
  } catch (error) {
    if (error instanceof TaskError) return undefined;
    throw error;
  }
}
