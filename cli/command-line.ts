// The table of subcommands, and what a line of arguments makes of it.

import { type Command, didYouMean, type ExitCode, UsageError } from './command.ts';
import { COMMAND_TABLE } from './command-table.ts';
import { UnreadableInput } from './standard-input.ts';
import { terminalLine } from './terminal-text.ts';
import { version } from './version.ts';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  validate: () => import('./validate.ts'),
  format: () => import('./format.ts'),
  list: () => import('./list.ts'),
  graph: () => import('./graph.ts'),
  schedule: () => import('./schedule.ts'),
  run: () => import('./run.ts'),
  explain: () => import('./explain.ts'),
  lsp: () => import('./lsp.ts'),
  completion: () => import('./completion.ts'),
};

const USAGE = `Usage: luci-jobs COMMAND [ARGUMENT]...

LUCI Scheduler jobs from the command line.

Commands:
${Object.entries(COMMAND_TABLE)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}  ${summary}`)
  .join('\n')}

Run 'luci-jobs COMMAND --help' for more. Options: --help, --version.
`;

/**
 * Runs what the arguments ask for, over the streams of this process, and resolves with the exit code once all output is
 * handed to them. What the user did wrong is said, and is no rejection.
 */
export async function runCommandLine([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  // `help validate` and `--help validate` are `validate --help`; help about help is the help.
  if (isHelp(name)) {
    const about = args.find((arg) => !isHelp(arg) && arg !== '--');
    if (about !== undefined) return runCommandLine([about, '--help']);
    process.stdout.write(USAGE);
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    process.stderr.write(name === undefined ? USAGE : noCommand(name));
    return 2;
  }
  const command = await load();
  if (asksForHelp(args)) {
    process.stdout.write(command.usage);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UnreadableInput)) throw error;
    process.stderr.write(`luci-jobs ${name}: ${terminalLine(error.message)}\n`);
    if (error instanceof UsageError) process.stderr.write(`Try 'luci-jobs ${name} --help'.\n`);
    return 2;
  }
}

function isHelp(name: string | undefined): boolean {
  return name === '--help' || name === '-h' || name === 'help';
}

function noCommand(name: string): string {
  const hint = didYouMean(name, [...Object.keys(COMMANDS), '--help', '--version']);
  return `luci-jobs: no command '${terminalLine(name)}'${terminalLine(hint)}\nTry 'luci-jobs --help'.\n`;
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}
