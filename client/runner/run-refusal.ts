// Why a job cannot be run, in words.

import type { Finding } from '../../src/config/finding.ts';
import type { RunTarget } from '../../src/language/run-target.ts';
import type { Range } from '../../src/text/range.ts';

export interface RunRefusal {
  /** A sentence or two: why not, and what to do. */
  readonly message: string;
  /** Where to look, most important first. */
  readonly places: readonly Range[];
}

/** @param id the job's, as in the config */
export function runRefusal(
  target: Exclude<RunTarget, { readonly kind: 'runnable' }>,
  id: string,
): RunRefusal {
  const name = shortened(id);
  switch (target.kind) {
    case 'unknown':
      return { message: `There is no job “${name}” in this config.${hint(target)}`, places: [] };
    case 'invalid':
      return {
        message: `Job “${name}” can't be run: ${reasons(target.findings)}`,
        places: target.findings.map(({ range }) => range),
      };
    case 'disabled':
      return {
        message: `Job “${name}” is disabled. Take “disabled: true” out of it to run it.`,
        places: [target.entry.idRange],
      };
    case 'unloadable':
      return {
        message: `Job “${name}” has text that is not valid UTF-8, with which it cannot be loaded. Write it anew.`,
        places: [target.entry.idRange],
      };
    case 'not-local':
      return {
        message:
          `Job “${name}” can't be run on this machine: ${what(target.entry.taskField)}. ` +
          'Jobs with noop and url_fetch tasks can.',
        places: [target.entry.idRange],
      };
  }
}

function hint({ closest }: Extract<RunTarget, { kind: 'unknown' }>): string {
  return closest === undefined ? '' : ` Did you mean “${shortened(closest)}”?`;
}

function reasons([first, ...others]: readonly Finding[]): string {
  const reason = first?.message ?? 'it is invalid.';
  if (others.length === 0) return reason;
  return `${reason} (And ${others.length === 1 ? 'one more error' : `${others.length} more errors`}.)`;
}

function what(taskField: string | undefined): string {
  return taskField === undefined
    ? 'its task is of another kind'
    : `its ${taskField} task needs a service`;
}

const LONGEST_NAME = 60;

/** An id may be as long as its file. */
function shortened(id: string): string {
  return id.length <= LONGEST_NAME ? id : `${id.slice(0, LONGEST_NAME)}…`;
}
