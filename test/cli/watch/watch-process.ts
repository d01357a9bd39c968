// `luci-jobs … --watch` as a process, check by check.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { COMPILE_CACHE } from '../../compile-cache.ts';
import { CLI } from '../cli-process.ts';

/** What was written between the lines that begin and end a check, and the latter without its time. */
export interface Check {
  readonly lines: readonly string[];
  readonly end: string;
}

const BEGIN = /^\[\d\d:\d\d:\d\d\] checking configs$/;
const END = /^\[\d\d:\d\d:\d\d\] (.*watching for changes)$/;

export class WatchProcess {
  readonly child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #exit: Promise<unknown[]>;
  #isOver = false;
  #wake: (() => void) | undefined;

  constructor(args: readonly string[], cwd: string) {
    // Both outputs are one, as in a terminal: what comes after what is told.
    const script = 'exec "$0" "$@" 2>&1';
    this.child = spawn('sh', ['-c', script, process.execPath, CLI, ...args], {
      cwd,
      env: { ...process.env, ...COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { stdout } = this.child;
    if (!stdout) throw new Error('no pipe');
    createInterface({ input: stdout }).on('line', (line) => {
      this.#lines.push(line);
      this.#wake?.();
    });
    this.#exit = once(this.child, 'close');
    void this.#exit.then(() => {
      this.#isOver = true;
      this.#wake?.();
    });
  }

  /** The next check, when it is done. */
  async check(): Promise<Check> {
    const first = await this.#line();
    if (!BEGIN.test(first)) throw new Error(`no beginning of a check: ${first}`);
    for (const lines: string[] = []; ; ) {
      const line = await this.#line();
      const end = END.exec(line)?.[1];
      if (end !== undefined) return { lines, end };
      lines.push(line);
    }
  }

  /** The next check that `accept` takes: in between there may be some of what is not all there yet. */
  async checkWith(accept: (check: Check) => boolean): Promise<Check> {
    for (;;) {
      const check = await this.check();
      if (accept(check)) return check;
    }
  }

  /** @return how it ended: by this signal, or with a code */
  async end(signal?: NodeJS.Signals): Promise<NodeJS.Signals | number | null> {
    if (signal) this.child.kill(signal);
    const [code, by] = (await this.#exit) as [number | null, NodeJS.Signals | null];
    return by ?? code;
  }

  async #line(): Promise<string> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#isOver) throw new Error('it has ended');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
