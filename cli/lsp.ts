// `luci-jobs lsp`: the language server on standard input and output, for any editor.

import { existsSync } from 'node:fs';
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
  serveStdio(undefined, findingsPage());
  return new Promise(() => {});
}

/** Of the page that explains the codes, which is one folder up from here as well as from the bundle in dist/. */
function findingsPage(): string | undefined {
  const page = new URL('../docs/findings.md', import.meta.url);
  return existsSync(page) ? page.href : undefined;
}
