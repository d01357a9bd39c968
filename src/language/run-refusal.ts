// The refusal to run a job: the reason in words, and the places to look at.

import type { Finding } from '../config/finding.ts';
import { quotedValue } from '../golang/quoted-value.ts';
import type { Range } from '../text/range.ts';
import { enumerated, listed } from '../text/wording.ts';
import type { RunTarget } from './run-target.ts';

export interface RunRefusal {
  /** A sentence or two: why not, and what to do. */
  readonly message: string;
  /** Where to look, most important first; at most 100, which is more than anybody looks at. */
  readonly places: readonly Range[];
}

/** @param id the job's, as in the config */
export function runRefusal(
  target: Exclude<RunTarget, { readonly kind: 'runnable' }>,
  id: string,
): RunRefusal {
  const job = `Job ${quotedValue(id)}`;
  switch (target.kind) {
    case 'unknown':
      return { message: `${job} is not in this config. ${hint(target)}`, places: [] };
    case 'invalid':
      return {
        message: `${job} cannot be run: ${reasons(target.findings)}`,
        places: target.findings.slice(0, MAX_PLACES).map(({ range }) => range),
      };
    case 'disabled':
      return {
        message: `${job} is disabled. Remove \`disabled: true\` to run it.`,
        places: [target.entry.idRange],
      };
    case 'unloadable':
      return {
        message: `${job} has text that is not valid UTF-8, so the service cannot load it. Type it again.`,
        places: [target.entry.idRange],
      };
    case 'not-local':
      return {
        message:
          `${job} cannot be run on this machine: its ${target.entry.taskField} task needs another service. ` +
          `Jobs with a ${enumerated(target.runsHere, 'or')} task can.`,
        places: [target.entry.idRange],
      };
  }
}

/** How to go on from an id that is not there. */
function hint({ closest, ids }: Extract<RunTarget, { kind: 'unknown' }>): string {
  if (closest !== undefined) return `Did you mean ${quotedValue(closest)}?`;
  return idsInWords(ids);
}

/** The ids of jobs and triggers that there are to choose from, the first few of them, as a sentence. */
export function idsInWords(ids: readonly string[]): string {
  if (ids.length === 0) return 'The config has no jobs.';
  const shown = ids.slice(0, MAX_IDS).map(quotedValue);
  const more = ids.length > MAX_IDS ? [`${ids.length - MAX_IDS} more`] : [];
  return `The config has ${listed([...shown, ...more])}.`;
}

const MAX_IDS = 10;
const MAX_PLACES = 100;

function reasons([first, ...others]: readonly Finding[]): string {
  const reason = first?.message ?? 'it is invalid.';
  if (others.length === 0) return reason;
  return `${reason} (And ${others.length === 1 ? 'one more error' : `${others.length} more errors`}.)`;
}
