// The contract of a subcommand, its exit codes, and its parsed arguments.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { closestName } from '../src/text/closest-name.ts';

export interface Command {
  /** Shown by `--help`; ends with a line feed. */
  readonly usage: string;
  /**
   * Resolves with the exit code once all output is handed to the streams.
   * @throws UsageError if the arguments make no sense
   */
  run(args: readonly string[]): Promise<ExitCode>;
}

/** 0: fine. 1: the config, or the run, is not. 2: could not be asked, or not answer in full. `READER_GONE`: see there. */
export type ExitCode = 0 | 1 | 2 | typeof READER_GONE;

/**
 * Nobody read on (`| head`), and what was told by then is no verdict. Shells say so of any program that writes where nobody
 * reads: 128 and the number of the signal, which is SIGPIPE.
 */
export const READER_GONE = 141;

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `util.parseArgs` whose complaints are UsageErrors; `--option -1` gives the option a value. */
export function parseArguments<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs({ ...config, args: withNegativeValues(config) } as T);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node goes on with an advice for the rare file whose name looks like an option.
    const message = error.message.replace(/\. To specify a positional argument.*/s, '');
    const [, option] = /^Unknown option '(--[^']*)'$/.exec(message) ?? [];
    const known = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    const hint = option === undefined ? '' : didYouMean(option, [...known, '--help']);
    throw new UsageError(message + hint, { cause: error });
  }
}

/** Node takes a negative number for an option, and the option before it for one without its value. */
function withNegativeValues({ args = [], options = {} }: ParseArgsConfig): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1) ?? '';
    const takesValue = last.startsWith('--') && options[last.slice(2)]?.type === 'string';
    if (takesValue && /^-\d/.test(arg) && !joined.includes('--'))
      joined[joined.length - 1] += `=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** `; did you mean 'validate'?`, or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const close = closestName(name, known);
  return close === undefined ? '' : `; did you mean '${close}'?`;
}

/** The value of `--project`. */
export function checkedProject(project: string): string {
  if (project === '' || project.includes('/')) {
    throw new UsageError(`'${project}' is not a project id: it must not be empty or contain '/'`);
  }
  return project;
}
