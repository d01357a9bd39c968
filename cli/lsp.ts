// `luci-jobs lsp`: the language server on standard input and output, for any editor.

import { serveStdio } from '../server/process.ts';
import { type ExitCode, parseArguments } from './command.ts';

export const usage = `Usage: luci-jobs lsp [--stdio]

Speaks the Language Server Protocol on standard input and output until the client
sends exit. An editor starts this; --stdio is accepted because many editors add it.
`;

/** Never resolves: the connection ends the process, with the exit code that LSP asks for. */
export function run(args: readonly string[]): Promise<ExitCode> {
  parseArguments({
    args: [...args],
    // Read by vscode-languageserver itself: it leaves when that process is gone.
    options: { stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } },
  });
  serveStdio();
  return new Promise(() => {});
}
