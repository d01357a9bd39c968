// The words of a command: what stands for something in them, and how they are shown.

import path from 'node:path';

/** What a command may ask for, each by `${name}` anywhere in an argument. */
export interface CommandWords {
  /** The folder that the user works in. */
  readonly workspaceFolder: string;
  /** The file where a luciexe is to leave its last build, for its option `--output`. */
  readonly buildOutput: string;
}

const WORDS = /\$\{(workspaceFolder|buildOutput)\}/g;

/** True if the command says where to leave its last build. */
export function asksForOutput(command: readonly string[]): boolean {
  return command.some((word) => word.match(WORDS)?.some((asked) => asked.includes('buildOutput')));
}

/**
 * The command with its words filled in. A program that is named by a relative path is one of the workspace, for the
 * folder of a build is empty.
 */
export function filledIn(command: readonly string[], words: CommandWords): string[] {
  const [program = '', ...args] = command.map((word) =>
    word.replace(WORDS, (_, name: keyof CommandWords) => words[name]),
  );
  const isPath = program.includes('/') || (path.sep === '\\' && program.includes('\\'));
  return [isPath ? path.resolve(words.workspaceFolder, program) : program, ...args];
}

/** For people: what a shell would take for the same words. */
export function commandText(command: readonly string[]): string {
  return command
    .map((word) =>
      /^[\w@%+=:,./\\~^-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
    )
    .join(' ');
}
