// The jobs to choose from for somebody who wants to run one without saying which.

import type { ConfigEntry } from '../config/document/config-entry.ts';
import { containsPosition, type Position, type Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';

export interface JobChoices {
  /** The entry, job or trigger, that the position is in; from the start of its first line to its closer. */
  readonly atPosition: ConfigEntry | undefined;
  /** Those that the host can run, from top to bottom; the invalid ones among them. */
  readonly runnable: readonly ConfigEntry[];
}

/** @param runsHere names of the task fields of which the host can run tasks */
export function jobChoices(
  document: ConfigDocument,
  position: Position | undefined,
  runsHere: ReadonlySet<string>,
): JobChoices {
  const entries = document.entries();
  return {
    atPosition:
      position && entries.find(({ range }) => containsPosition(wholeLines(range), position)),
    runnable: entries.filter((entry) => isRunnable(entry, runsHere)),
  };
}

/**
 * True if somebody can press Run on the entry: its task is of a kind that the host can run, it is enabled and it has
 * an id to be named by. It need not be valid: whoever runs it is told why not.
 */
export function isRunnable(
  entry: Pick<ConfigEntry, 'disabled' | 'id' | 'taskField'>,
  runsHere: ReadonlySet<string>,
): boolean {
  const { disabled, id, taskField } = entry;
  return !disabled && id !== '' && taskField !== undefined && runsHere.has(taskField);
}

/** The id of the first entry that has it; undefined if there is none. */
export function jobRange(document: ConfigDocument, id: string): Range | undefined {
  return document.entriesWithId(id)[0]?.idRange;
}

function wholeLines({ start, end }: Range): Range {
  return { start: { line: start.line, character: 0 }, end };
}
