// The commands with their options, for help, for shells and for "did you mean".

export interface CommandRow {
  /** What it does, in a line. */
  readonly summary: string;
  /** By name without the dashes; the values that it may have, `lint` for the code of one, `file`, or none. */
  readonly options: Readonly<
    Record<string, readonly string[] | 'text' | 'lint' | 'file' | undefined>
  >;
  /** What is not an option: words, codes of findings, or files. */
  readonly arguments?: readonly string[] | 'codes' | 'files';
}

const FILES = 'files';

/** In the order of the help. A test compares the options with what each command says of itself. */
export const COMMAND_TABLE: Readonly<Record<string, CommandRow>> = {
  validate: {
    summary: 'check configs as the service would',
    options: {
      project: 'text',
      format: ['text', 'json', 'github', 'sarif', 'junit'],
      jsonl: undefined,
      'no-lints': undefined,
      'lint-off': 'lint',
      hints: undefined,
      fix: undefined,
      diff: undefined,
      'dry-run': undefined,
      quiet: undefined,
      statistics: undefined,
      watch: undefined,
      'max-warnings': 'text',
      'stdin-filename': 'file',
    },
    arguments: FILES,
  },
  format: {
    summary: 'lay configs out as txtpbfmt does',
    options: {
      check: undefined,
      diff: undefined,
      write: undefined,
      watch: undefined,
      'stdin-filename': 'file',
    },
    arguments: FILES,
  },
  list: {
    summary: 'list jobs and triggers, and when they run next',
    options: { from: 'text', format: ['text', 'json'] },
    arguments: FILES,
  },
  graph: {
    summary: 'draw who triggers whom',
    options: { format: ['mermaid', 'dot'] },
    arguments: FILES,
  },
  schedule: {
    summary: 'check a schedule and show when it runs next',
    options: { from: 'text', count: 'text', format: ['text', 'json'], jsonl: undefined },
  },
  run: {
    summary: 'run a job on this machine and show its log',
    options: {
      project: 'text',
      property: 'text',
      store: 'file',
      host: 'text',
      builder: 'text',
      commit: 'text',
      trigger: 'text',
      'follow-triggers': undefined,
      format: ['text', 'json'],
    },
    arguments: FILES,
  },
  explain: { summary: 'say what the code of a finding means', options: {}, arguments: 'codes' },
  lsp: {
    summary: 'serve the Language Server Protocol on standard input and output',
    options: { stdio: undefined },
  },
  completion: {
    summary: 'write a script that lets a shell complete all this',
    options: {},
    arguments: ['bash', 'zsh', 'fish'],
  },
};
