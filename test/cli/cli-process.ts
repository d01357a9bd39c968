// `luci-jobs` as a process, with everything it says.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from '../compile-cache.ts';

export const CLI = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

export interface Start {
  /** What standard input holds, nothing by default; null leaves it open for the test to write to. */
  readonly stdin?: string | Uint8Array | null;
  readonly cwd?: string;
  /** On top of the environment of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
}

/** Runs it to its end. */
export function luciJobsProcess(args: readonly string[], start?: Start): Promise<Outcome> {
  return new CliProcess(args, start).outcome;
}

export class CliProcess {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  readonly #lines: string[] = [];
  readonly #waiting: (() => void)[] = [];
  #ended = false;

  constructor(args: readonly string[], { stdin = '', cwd, env }: Start = {}) {
    this.child = spawn(process.execPath, [CLI, ...args], {
      stdio: 'pipe',
      // What runs the tests may ask its own programs for colours.
      env: { ...process.env, FORCE_COLOR: '', ...COMPILE_CACHE, ...env },
      // Whoever waits for one that does not end fails by mocha's timeout; it must not outlive that.
      timeout: 50_000,
      ...(cwd !== undefined && { cwd }),
    });
    const { stdin: input, stdout, stderr } = this.child;
    if (!input || !stdout || !stderr) throw new Error('no pipes');
    input.on('error', () => {}); // It need not read what it is given.
    if (stdin !== null) input.end(stdin);
    const texts = { stdout: '', stderr: '' };
    stdout.setEncoding('utf8').on('data', (chunk) => {
      texts.stdout += chunk;
    });
    stderr.setEncoding('utf8').on('data', (chunk) => {
      texts.stderr += chunk;
    });
    for (const stream of [stdout, stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#lines.push(line);
        this.#wake();
      });
    }
    this.outcome = once(this.child, 'close').then(([exitCode]) => {
      this.#ended = true;
      this.#wake();
      return { ...texts, exitCode: exitCode as number | null };
    });
  }

  /** A line of either stream that matches, as soon as it is there. */
  async line(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = this.#lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.#ended) throw new Error(`it ended without ${pattern}:\n${this.#lines.join('\n')}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
