// What happens when somebody runs a job of a document.

import type { Finding } from '../config/finding.ts';
import type { ConfigEntry, ProjectConfigDocument } from '../config/project-config-document.ts';
import { jobNameOf } from '../task/ids.ts';
import type { JobDefinition } from '../task/job-definition.ts';
import { closestName } from '../text/closest-name.ts';
import { containsPosition } from '../text/range.ts';
import { isRunnable } from './runnable-entries.ts';

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
  /** Its task needs a service of other people. */
  | { readonly kind: 'not-local'; readonly entry: ConfigEntry };

/**
 * Finds the job, or the trigger, named `id` and what keeps it from running on this machine, if anything
 * does. Trouble in other entries does not.
 */
export function runTarget(document: ProjectConfigDocument, id: string): RunTarget {
  const entries = document.entries();
  const named = entries.filter((entry) => entry.id === id);
  if (named.length === 0) {
    const ids = entries.map((entry) => entry.id).filter((known) => known !== '');
    return { kind: 'unknown', closest: closestName(id, ids), ids };
  }
  // At most one: of entries with the same id, all but the first are invalid.
  const entry = named.find(({ valid }) => valid);
  if (!entry) return { kind: 'invalid', findings: errorsOf(document, named) };
  if (entry.disabled) return { kind: 'disabled', entry };
  const definition = document.definitions().find(({ jobId }) => jobNameOf(jobId) === id);
  if (!definition) return { kind: 'unloadable', entry };
  if (!isRunnable(entry)) return { kind: 'not-local', entry };
  return { kind: 'runnable', definition };
}

function errorsOf(document: ProjectConfigDocument, entries: readonly ConfigEntry[]) {
  const errors = document.findings().filter(({ severity }) => severity === 'error');
  const within = errors.filter(({ range }) =>
    entries.some((entry) => containsPosition(entry.range, range.start)),
  );
  // A brace that is missing here may be reported elsewhere.
  return within.length > 0 ? within : errors;
}
