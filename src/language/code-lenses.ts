// Code lenses: buttons above entries for what can be done with them.

import { movedRange, type Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { isRunnable } from './job-choices.ts';
import { isLineIn, partsInRanges } from './parts-in-ranges.ts';
import { perPart } from './per-part.ts';

export interface RunLens {
  /** The entry's start, empty: a lens stands above one line. */
  readonly range: Range;
  readonly title: string;
  /** The entry's `id`, as written in the config. */
  readonly jobId: string;
}

/**
 * `Run` above each job and trigger that can run here, in file order: a button that can only refuse is a lie. One that
 * has errors has it too, for whoever presses it is told what to mend.
 * @param runsHere names of the task fields of which the host can run tasks
 * @param within lines to which the answer is bounded; all of them if left out
 */
export function codeLenses(
  document: ConfigDocument,
  runsHere: ReadonlySet<string>,
  within?: readonly Range[],
): readonly RunLens[] {
  const lenses: RunLens[] = [];
  for (const { part, line } of partsInRanges(document, within)) {
    const starts = startsIn(part);
    for (const [i, entry] of part.entries.entries()) {
      const start = starts[i];
      if (!start || !isRunnable(entry, runsHere)) continue;
      const range = movedRange(start, line);
      if (isLineIn(range.start.line, within)) lenses.push({ range, title: 'Run', jobId: entry.id });
    }
  }
  return lenses;
}

/** Of each entry, empty; as if the part were the first. */
const startsIn = perPart((part) =>
  part.entries.map(({ span: { start } }) => part.range({ start, end: start }, 0)),
);
