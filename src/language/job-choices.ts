// The jobs to choose from for somebody who wants to run one without saying which.

import type { ConfigEntry } from '../config/document/config-entry.ts';
import { containsPosition, type Position, type Range } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';

/** Of a job, what somebody who chooses one looks at. */
export type JobChoice = Pick<ConfigEntry, 'kind' | 'id' | 'taskField' | 'schedule' | 'valid'>;

export interface JobChoices {
  /** The entry, job or trigger, that the position is in; from the start of its first line to its closer. */
  readonly atPosition: ConfigEntry | undefined;
  /**
   * Those that the host can run, from top to bottom; the invalid ones among them. No others if one of them has the id of
   * the entry at the position: then there is nothing to choose.
   */
  readonly runnable: readonly JobChoice[];
}

/** @param runsHere names of the task fields of which the host can run tasks */
export function jobChoices(
  document: ConfigDocument,
  position: Position | undefined,
  runsHere: ReadonlySet<string>,
): JobChoices {
  const atPosition = position && entryAt(document, position);
  const sameId = atPosition ? runnableOf(document.entriesWithId(atPosition.id), runsHere) : [];
  const runnable = sameId.length > 0 ? sameId : runnableOf(document.entries(), runsHere);
  return { atPosition, runnable };
}

function entryAt(document: ConfigDocument, position: Position): ConfigEntry | undefined {
  const around = document.entriesAround(position);
  return around.find(({ range }) => containsPosition(wholeLines(range), position));
}

function runnableOf(
  entries: readonly ConfigEntry[],
  runsHere: ReadonlySet<string>,
): readonly JobChoice[] {
  return entries.flatMap((entry) => {
    if (!isRunnable(entry, runsHere)) return [];
    const { kind, id, taskField, schedule, valid } = entry;
    return [{ kind, id, taskField, schedule, valid }];
  });
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
