// Access tokens by `luci-auth token`, the program by which people log in to LUCI.

import { type ChildProcess, spawn } from 'node:child_process';
import { shortened } from '../../src/text/wording.ts';

/** How a program ended; undefined as `exitCode` if a signal ended it. */
interface ProgramResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of PATH, without a shell. Rejects if it cannot be started, and with the signal's reason. */
export type RunProgram = (
  program: string,
  args: readonly string[],
  signal?: AbortSignal,
) => Promise<ProgramResult>;

/** So much of what a program says is kept. Bytes. */
const MAX_OUTPUT = 1 << 16;

/**
 * A token for these OAuth scopes, asked for anew each time: whoever calls this keeps it nowhere and logs it nowhere.
 *
 * Rejects with a sentence that says what to do, without its full stop and without what the program has printed to
 * standard output.
 */
export async function luciAuthToken(
  runProgram: RunProgram,
  scopes: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const result = await runProgram(
    'luci-auth',
    ['token', '-scopes', scopes.join(' ')],
    signal,
  ).catch((cause: NodeJS.ErrnoException) => {
    if (signal?.aborted) throw signal.reason;
    throw new Error(startProblem(cause), { cause });
  });
  signal?.throwIfAborted();
  if (result.exitCode !== 0) throw new Error(refusal(result));
  const token = result.stdout.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Error('luci-auth token did not print a token: run it in a terminal to see why');
}

function startProblem({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return 'There is no program luci-auth on PATH: install depot_tools, or let requests go without a token';
    case 'EACCES':
      return 'The program luci-auth may not be executed: mend its permissions, or let requests go without a token';
    default:
      return `The program luci-auth cannot be started: ${message}`;
  }
}

function refusal({ stderr, exitCode }: ProgramResult): string {
  const said = stderr
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '');
  const why = said === undefined ? `it ended with ${exitCode ?? 'a signal'}` : shortened(said, 200);
  return `luci-auth gave no token (${why}): run "luci-auth login" in a terminal`;
}

/** `RunProgram` on this machine. Nobody is asked anything: standard input is empty. */
export const runProgram: RunProgram = (program, args, signal) =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(program, [...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(signal && { signal }),
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        said[name] = (said[name] + text).slice(0, MAX_OUTPUT);
      });
    }
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ...said, exitCode: exitCode ?? undefined }));
  });
