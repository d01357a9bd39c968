#!/usr/bin/env node
// Entry point of the command line: what the process has to see to, and the exit code of what its command returns.

import { runCommandLine } from './command-line.ts';
import { terminalText } from './terminal-text.ts';

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

runCommandLine(process.argv.slice(2))
  .finally(() => process.off('beforeExit', onNothingLeft))
  .then(
    // Not process.exit: what is on its way to a pipe must arrive.
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error) => {
      process.exitCode = 2;
      if (error?.syscall === 'uv_cwd') {
        process.stderr.write(
          'luci-jobs: the current directory is gone or closed to you: change to another one\n',
        );
        return;
      }
      process.stderr.write(
        `luci-jobs: internal error: ${terminalText(`${error?.stack ?? error}`)}\n`,
      );
    },
  );

function onNothingLeft(): void {
  process.stderr.write('luci-jobs: internal error: the command ended without a result\n');
}
