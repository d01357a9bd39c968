// The git program, run to read: without a shell, without the network, without anything that a repository could make it
// start or ask.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { GitProblem } from '../../src/emulators/gitiles/git-repository.ts';
import { gitProblem } from './git-problem.ts';

/** What is kept of an answer at most. */
const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;
/** What is kept of complaints. */
const MAX_ERROR_BYTES = 10_000;

export interface GitRun {
  /** The folder of the repository or of its working tree. */
  readonly folder: string;
  /** The command and what it gets. Whoever puts texts of others among them puts `--end-of-options` before these. */
  readonly args: readonly string[];
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
  /** Gets the output as it comes; returns true when it has had enough. Without it, the whole output is the result. */
  readonly receive?: (chunk: Buffer) => boolean;
  /** Exit codes that are answers, too. Default: none but 0. */
  readonly accept?: readonly number[];
}

/** What stands before each command: nothing that a config says is started or fetched, no object is replaced. */
const GUARDS = [
  '--no-pager',
  '--no-replace-objects',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'protocol.allow=never'].flatMap(
    (setting) => ['-c', setting],
  ),
];

/**
 * Where git is started, which then goes to the repository by itself: Windows looks for a program where it is to be started
 * before it looks in PATH, and a repository may have a git.exe of its own.
 */
const SAFE_FOLDER = path.dirname(process.execPath);

/**
 * Runs git and returns what it writes.
 * Rejects with a GitProblem if it cannot be run, fails or writes too much, and with the reason of the signal.
 */
export async function runGit(run: GitRun): Promise<Buffer> {
  const { folder, signal } = run;
  signal?.throwIfAborted();
  if (!isFolder(folder)) {
    throw new GitProblem(`There is no folder ${folder}. Name the folder of a git repository.`);
  }
  return await new Promise<Buffer>((resolve, reject) => {
    const child = spawn('git', ['-C', path.resolve(folder), ...GUARDS, ...run.args], {
      cwd: SAFE_FOLDER,
      env: environment(folder),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaints = '';
    let hadEnough = false;
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });

    child.stdout.on('data', (chunk: Buffer) => {
      if (hadEnough) return;
      size += chunk.length;
      if (run.receive) hadEnough = run.receive(chunk);
      else if (size <= MAX_OUTPUT_BYTES) chunks.push(chunk);
      else hadEnough = true;
      if (hadEnough) stop();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaints.length < MAX_ERROR_BYTES) complaints += chunk.toString('utf8');
    });
    child.stdin.on('error', () => {}); // It has ended before it has read all: its exit code says why.
    child.stdin.end(run.input ?? '');

    child.on('error', (error) => {
      signal?.removeEventListener('abort', stop);
      reject(gitProblem(folder, error));
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason);
      else if (hadEnough && run.receive) resolve(Buffer.alloc(0));
      else if (hadEnough)
        reject(new GitProblem(`git has more to say of ${folder} than fits into memory.`));
      else if (code === 0 || run.accept?.includes(code ?? -1)) resolve(Buffer.concat(chunks));
      else reject(gitProblem(folder, complaints));
    });
  });
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Without what this process may have been told about some other repository. */
function environment(folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    GIT_CEILING_DIRECTORIES: path.dirname(fs.realpathSync(folder)), // The folder itself, not one around it.
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
