// Code lenses: buttons above entries for what can be done with them.

import type { ConfigEntry } from '../config/document/config-entry.ts';
import type { Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { isRunnable } from './job-choices.ts';

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
 * `Run` above each job, and above each trigger that can run here, in file order. A job that cannot run has one too,
 * since whoever presses it is told why; but not in a file of more than 500.
 * @param runsHere names of the task fields of which the host can run tasks
 */
export function codeLenses(
  document: ConfigDocument,
  runsHere: ReadonlySet<string>,
): readonly RunLens[] {
  const canRun = (entry: ConfigEntry) => isRunnable(entry, runsHere);
  const all = document
    .entries()
    .filter((entry) => (entry.kind === 'job' && entry.id !== '') || canRun(entry));
  const shown = all.length > MAX_LENSES ? all.filter(canRun) : all;
  return shown.map(({ id, range: { start } }) => ({
    range: { start, end: start },
    title: 'Run',
    jobId: id,
  }));
}
