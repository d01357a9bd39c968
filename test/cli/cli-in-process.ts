// `luci-jobs` without a process of its own: the same command, over streams, a folder and an environment that stand in
// for those of this process while it runs. A process takes a hundred times as long to start as most commands to run.

import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommandLine } from '../../cli/command-line.ts';
import type { Outcome, Start } from './cli-process.ts';

/** In ms. Whatever takes longer waits for what does not come. */
const TIMEOUT = 50_000;

/** In ms. How long the other end of a connection may take to see that it is closed. */
const SETTLING = 20_000;

let isRunning = false;

/**
 * Runs it to its end. What only a process shows, as signals, pipes, terminals and what Node reads when it starts, needs
 * one: `luciJobsProcess`.
 *
 * @throws Error if it does not end; if it leaves something behind that would keep a process from ending; or if another
 *   one is running, for there is one folder and one environment
 */
export async function luciJobs(
  args: readonly string[],
  {
    stdin = '',
    cwd = process.cwd(),
    env = {},
  }: Omit<Start, 'stdin'> & { stdin?: string | Uint8Array } = {},
): Promise<Outcome> {
  if (isRunning) throw new Error('one at a time: only processes can run side by side');
  isRunning = true;
  await Promise.resolve(); // Mocha sets the timer of a test once its function has returned.
  const resources = process.getActiveResourcesInfo();
  const fd = openSync(devNull, 'r');
  const input = Object.assign(new PassThrough(), { fd });
  input.end(stdin);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([buffer(stdout), buffer(stderr)]);
  const restore = [
    standingIn('stdin', input),
    standingIn('stdout', stdout),
    standingIn('stderr', stderr),
    inFolder(cwd),
    // What runs the tests may ask its own programs for colours.
    ...Object.entries({ FORCE_COLOR: '', ...env }).map(([name, value]) =>
      withVariable(name, value),
    ),
  ];
  try {
    const exitCode = await inTime(runCommandLine(args));
    stdout.end();
    stderr.end();
    const [said, complained] = await written;
    await nothingLeft(resources);
    return { stdout: said.toString(), stderr: complained.toString(), exitCode };
  } finally {
    for (const undo of restore.reverse()) undo();
    closeSync(fd);
    isRunning = false;
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const timeout = new AbortController();
  const tooLong = sleep(TIMEOUT, undefined, { signal: timeout.signal }).then(() => {
    throw new Error(`it has not ended after ${TIMEOUT} ms`);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    tooLong.catch(() => {});
    timeout.abort();
  }
}

/** Resolves once nothing keeps this process running that did not before, such as a socket or a timer. */
async function nothingLeft(before: readonly string[]): Promise<void> {
  let left: readonly string[] = [];
  for (let waited = 0; waited < SETTLING; waited += 10) {
    left = added(before, process.getActiveResourcesInfo());
    if (left.length === 0) return;
    await sleep(10, undefined, { ref: false });
  }
  throw new Error(`a process would not end, for there is still: ${left.join(', ')}`);
}

/** What there is more of than before. */
function added(before: readonly string[], now: readonly string[]): readonly string[] {
  const rest = [...before];
  return now.filter((resource) => {
    const index = rest.indexOf(resource);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

// Each of these returns how to undo it.

function standingIn(name: 'stdin' | 'stdout' | 'stderr', stream: PassThrough): () => void {
  const own = Object.getOwnPropertyDescriptor(process, name) ?? {};
  Object.defineProperty(process, name, { configurable: true, value: stream });
  return () => Object.defineProperty(process, name, own);
}

function inFolder(folder: string): () => void {
  const own = process.cwd();
  process.chdir(folder);
  return () => process.chdir(own);
}

function withVariable(name: string, value: string): () => void {
  const own = process.env[name];
  process.env[name] = value;
  return () => {
    if (own === undefined) delete process.env[name];
    else process.env[name] = own;
  };
}
