// What can be done with an entry, shown above it.

import type { Range } from '../config/finding.ts';
import type { ProjectConfigDocument } from '../config/project-config-document.ts';
import { isRunnable } from './runnable-entries.ts';

export interface RunLens {
  /** The entry's start, empty: a lens stands above one line. */
  readonly range: Range;
  readonly title: string;
  /** The entry's `id`, as written in the config. */
  readonly jobId: string;
}

/**
 * `Run` above each job, and above each trigger that the local runner can run, in file order. A job that
 * cannot run has one too: whoever presses it is told why.
 */
export function codeLenses(document: ProjectConfigDocument): readonly RunLens[] {
  return document
    .entries()
    .filter((entry) => (entry.kind === 'job' && entry.id !== '') || isRunnable(entry))
    .map(({ id, range: { start } }) => ({ range: { start, end: start }, title: 'Run', jobId: id }));
}
