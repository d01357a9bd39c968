// The job that somebody wants to run: its definition, or what keeps it from running.

import type { DefinitionOrigin } from '../config/definitions.ts';
import type { ConfigEntry } from '../config/document/config-entry.ts';
import type { Finding } from '../config/finding.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import { closestName } from '../text/closest-name.ts';
import { comparePositions, containsPosition, type Position } from '../text/range.ts';
import type { ConfigDocument } from './config-document.ts';
import { isRunnable } from './job-choices.ts';

export type RunTarget =
  | { readonly kind: 'runnable'; readonly definition: JobDefinition }
  /** No entry has the id; `ids` are those there are. */
  | {
      readonly kind: 'unknown';
      readonly closest: string | undefined;
      readonly ids: readonly string[];
    }
  /** The service would not load it; the findings say why, never empty. */
  | { readonly kind: 'invalid'; readonly findings: readonly Finding[] }
  | { readonly kind: 'disabled'; readonly entry: ConfigEntry }
  /** Valid, and the service cannot load it all the same: its task has text that is not UTF-8 (textformat.md T27). */
  | { readonly kind: 'unloadable'; readonly entry: ConfigEntry }
  /** Its task is of a kind that the host cannot run; `runsHere` are those that it can. */
  | {
      readonly kind: 'not-local';
      readonly entry: ConfigEntry;
      readonly runsHere: readonly string[];
    };

export interface RunOptions {
  /** Names of the task fields of which the host can run tasks. */
  readonly runsHere: ReadonlySet<string>;
  /** Kept with the definition, and so with each invocation. */
  readonly origin?: DefinitionOrigin;
}

/**
 * Finds the job, or the trigger, named `id` and what keeps it from running, if anything does. Trouble in other entries
 * does not. Takes as long for one of many entries as for one of few.
 */
export function runTarget(
  document: ConfigDocument,
  id: string,
  { runsHere, origin }: RunOptions,
): RunTarget {
  const named = entriesNamed(document, id);
  if (named.length === 0) {
    const ids = document.ids();
    return { kind: 'unknown', closest: closestName(id, ids), ids };
  }
  // At most one: of entries with the same id, all but the first are invalid.
  const entry = named.find(({ valid }) => valid);
  if (!entry) return { kind: 'invalid', findings: errorsOf(document, named) };
  if (entry.disabled) return { kind: 'disabled', entry };
  const definition = document.definition(id, origin);
  if (!definition) return { kind: 'unloadable', entry };
  if (!isRunnable(entry, runsHere)) return { kind: 'not-local', entry, runsHere: [...runsHere] };
  return { kind: 'runnable', definition };
}

/** Whoever was told ids as well-formed text asks for them so. */
function entriesNamed(document: ConfigDocument, id: string): readonly ConfigEntry[] {
  const named = document.entriesWithId(id);
  if (named.length > 0 || !id.includes('\ufffd')) return named;
  const meant = document.ids().find((other) => other.toWellFormed() === id);
  return meant === undefined ? [] : document.entriesWithId(meant);
}

/** @param entries from top to bottom */
function errorsOf(document: ConfigDocument, entries: readonly ConfigEntry[]) {
  const errors = document.findings().filter(({ severity }) => severity === 'error');
  const within = errors.filter(({ range: { start } }) => {
    const entry = entries[lastStartingBy(entries, start)];
    return entry !== undefined && containsPosition(entry.range, start);
  });
  // A brace that is missing here may be reported elsewhere.
  return within.length > 0 ? within : errors;
}

/** Index of the last entry that starts at `position` or before it, by halving; -1 if none does. */
function lastStartingBy(entries: readonly ConfigEntry[], position: Position): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && comparePositions(entry.range.start, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
