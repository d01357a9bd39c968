// The contract of a subcommand, its exit codes, and its parsed arguments.

import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Command {
  /** Shown by `--help`; ends with a line feed. */
  readonly usage: string;
  /**
   * Resolves with the exit code once all output is handed to the streams.
   * @throws UsageError if the arguments make no sense
   */
  run(args: readonly string[]): Promise<ExitCode>;
}

/** 0: fine. 1: the config, or the run, is not. 2: could not be asked, or not answer in full. */
export type ExitCode = 0 | 1 | 2;

/** The arguments make no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `util.parseArgs` whose complaints are UsageErrors. */
export function parseArguments<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node goes on with an advice for the rare file whose name looks like an option.
    const message = error.message.replace(/\. To specify a positional argument.*/s, '');
    throw new UsageError(message, { cause: error });
  }
}

/** The value of `--project`. */
export function checkedProject(project: string): string {
  if (project === '' || project.includes('/')) {
    throw new UsageError(`'${project}' is not a project id: it must not be empty or contain '/'`);
  }
  return project;
}
