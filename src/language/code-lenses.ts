// What can be done with an entry, shown above it.

import type { ProjectConfigDocument } from '../config/project-config-document.ts';
import type { Range } from '../text/range.ts';
import { isRunnable } from './runnable-entries.ts';

export interface RunLens {
  /** The entry's start, empty: a lens stands above one line. */
  readonly range: Range;
  readonly title: string;
  /** The entry's `id`, as written in the config. */
  readonly jobId: string;
}

/** An editor draws all lenses of a document, seen or not: thousands of them make typing slow. */
const MAX_LENSES = 500;

/**
 * `Run` above each job, and above each trigger that the local runner can run, in file order. A job that
 * cannot run has one too, since whoever presses it is told why; but not in a file of more than 500.
 */
export function codeLenses(document: ProjectConfigDocument): readonly RunLens[] {
  const all = document
    .entries()
    .filter((entry) => (entry.kind === 'job' && entry.id !== '') || isRunnable(entry));
  const shown = all.length > MAX_LENSES ? all.filter(isRunnable) : all;
  return shown.map(({ id, range: { start } }) => ({
    range: { start, end: start },
    title: 'Run',
    jobId: id,
  }));
}
