#!/usr/bin/env node
// Entry point of the command line: the table of subcommands, and the exit code of what one of them returns.

import { type Command, didYouMean, type ExitCode, UsageError } from './command.ts';
import { COMMAND_TABLE } from './command-table.ts';
import { UnreadableInput } from './standard-input.ts';
import { terminalLine, terminalText } from './terminal-text.ts';
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

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough (`luci-jobs … | head`) is no reason to complain.
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout) process.stderr.write(`luci-jobs: ${error.message}\n`);
    // At once: what cannot be told is no verdict.
    process.exit(2);
  });
}

// A failure until somebody has decided otherwise: a process that runs out of things to wait for has decided nothing.
process.exitCode = 2;
process.once('beforeExit', onNothingLeft);

main(process.argv.slice(2))
  .finally(() => process.off('beforeExit', onNothingLeft))
  .then(
    // Not process.exit: what is on its way to a pipe must arrive.
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      process.stderr.write(
        `luci-jobs: internal error: ${terminalText(`${error?.stack ?? error}`)}\n`,
      );
      process.exitCode = 2;
    },
  );

function onNothingLeft(): void {
  process.stderr.write('luci-jobs: internal error: the command ended without a result\n');
}

async function main([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
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

function noCommand(name: string): string {
  const hint = didYouMean(name, [...Object.keys(COMMANDS), '--help', '--version']);
  return `luci-jobs: no command '${terminalLine(name)}'${terminalLine(hint)}\nTry 'luci-jobs --help'.\n`;
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}
