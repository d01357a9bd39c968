// One program, from its start to the end of all that it has started.

import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Clock } from '../../src/task/world.ts';
import { tell } from './end-processes.ts';
import type { GuardReport, GuardRequest } from './guard-messages.ts';
import { OutputLines } from './output-lines.ts';

export interface ProcessOptions {
  /** Argument list; the first is the program, looked for in the `PATH` of `env`. No shell reads it. */
  readonly command: readonly string[];
  /** Absolute; where the program runs. */
  readonly folder: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** An open file that becomes its standard input. Default: an empty one. */
  readonly input?: number;
  /**
   * Called for each line of its output and of its error output, in the order in which they are written; the next one
   * comes when the promise has resolved, and meanwhile the program cannot write much more. If it rejects, all ends and
   * `runProcess` rejects.
   */
  readonly onLine: (line: string) => void | Promise<void>;
  /** Ends the program, and all that it has started. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Path of the guard's program: `dist/process-guard.cjs`, or guard.ts for a Node that runs TypeScript. */
  readonly guard: string;
  /** How long what is told to end has for it, in milliseconds. Default: `GRACE_MS`. */
  readonly graceMs?: number;
}

export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** By a signal such as `SIGSEGV`. */
  | { readonly kind: 'killed'; readonly signal: string }
  /** @property code of the operating system, such as `ENOENT` */
  | { readonly kind: 'not-started'; readonly code: string }
  /** The guard is gone, and nobody knows how the program ended. What it has started was killed as far as possible. */
  | { readonly kind: 'lost'; readonly reason: string };

/** From the polite end to the other one, as for a build of the service's: 10 s. */
export const GRACE_MS = 10_000;

/** For how long nothing must have come from what no process of the tree has open any more. */
const IDLE_MS = 500;

/** Of what a guard that fails has to say. */
const MAX_REASON = 2_000;

/**
 * Runs a program and resolves when it and all that it has started are gone. What outlives the program is told to end,
 * as all are if `signal` aborts: politely, and after `graceMs` by force. Whoever leaves its group, its session and (on
 * Linux) its environment behind is not found any more; but nobody is waited for because it has the output open.
 *
 * If this process ends, however it does, the guard ends the program.
 *
 * Rejects if the guard cannot be started, or if `onLine` rejects.
 */
export async function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  return new ProcessRun(options).ended();
}

class ProcessRun {
  readonly #options: ProcessOptions;
  readonly #guard: ChildProcess;
  readonly #reason: Promise<string>;
  #end: ProcessEnd | undefined;
  #pid: number | undefined;
  /** Nothing of the tree lives, as far as anybody knows. */
  readonly #gone = new AbortController();
  /** The guard has ended: its number may be that of another process. */
  readonly #closed = new AbortController();
  #ending = false;
  /** Pieces of output so far, and whether one is being handed on. */
  #pieces = 0;
  #isBusy = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.#guard = startGuard(options.guard, options.input);
    this.#reason = beginningOf(this.#guard.stderr);
    this.#guard.on('message', (report: GuardReport) => this.#receive(report));
  }

  async ended(): Promise<ProcessEnd> {
    const { signal } = this.#options;
    const onAbort = () => void this.#endTree();
    signal.addEventListener('abort', onAbort);
    try {
      const closed = this.#guardClosed();
      this.#begin();
      if (signal.aborted) onAbort();
      await Promise.all([this.#handOutput(), closed]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#gone.abort();
    }
    return this.#end ?? { kind: 'lost', reason: await this.#reason };
  }

  #begin(): void {
    const { command, folder, env, graceMs = GRACE_MS } = this.#options;
    const id = randomUUID();
    const marked = { ...env, [MARK]: id };
    this.#request({ kind: 'start', command, folder, env: marked, mark: `${MARK}=${id}`, graceMs });
  }

  #receive(report: GuardReport): void {
    switch (report.kind) {
      case 'started':
        this.#pid = report.pid;
        return;
      case 'not-started':
        this.#end = report;
        this.#onGone();
        return;
      case 'exited':
      case 'killed':
        this.#end = report;
        return;
      case 'left':
        void this.#endTree();
        return;
      case 'gone':
        this.#onGone();
        return;
    }
  }

  /** Once. */
  async #endTree(): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    const { clock, graceMs = GRACE_MS } = this.#options;
    this.#request({ kind: 'end', force: false });
    await clock.sleep(graceMs, this.#gone.signal).catch(() => {});
    if (!this.#gone.signal.aborted) this.#request({ kind: 'end', force: true });
  }

  #request(message: GuardRequest): void {
    // If it is not there any more, that is seen elsewhere.
    if (this.#guard.connected) this.#guard.send(message, () => {});
  }

  #onGone(): void {
    this.#gone.abort();
    void this.#closeWhenIdle();
  }

  /** Somebody who has left the tree may have the output open for ever. */
  async #closeWhenIdle(): Promise<void> {
    let seen = -1;
    while (this.#isBusy || seen !== this.#pieces) {
      seen = this.#pieces;
      await this.#options.clock.sleep(IDLE_MS, this.#closed.signal).catch(() => {});
      if (this.#closed.signal.aborted) return;
    }
    this.#guard.stdout?.destroy();
    this.#killGuard();
  }

  /** With what helps it. */
  #killGuard(): void {
    const { pid } = this.#guard;
    if (pid === undefined) return;
    if (process.platform === 'win32') this.#guard.kill();
    else tell(-pid, 'SIGKILL');
  }

  async #handOutput(): Promise<void> {
    const lines = new OutputLines();
    try {
      for await (const bytes of this.#output()) {
        this.#pieces++;
        this.#isBusy = true;
        for (const line of lines.push(bytes)) await this.#options.onLine(line);
        this.#isBusy = false;
      }
      for (const line of lines.end()) await this.#options.onLine(line);
    } catch (error) {
      this.#isBusy = false;
      void this.#endTree();
      this.#guard.stdout?.resume();
      await this.#guardClosed();
      throw error;
    }
  }

  /** Until its end, or until it is closed. */
  async *#output(): AsyncGenerator<Buffer> {
    const { stdout } = this.#guard;
    if (!stdout) return;
    try {
      // Whoever stops reading leaves it open: the rest is to be read, or the program stands still.
      yield* stdout.iterator({ destroyOnReturn: false });
    } catch (error) {
      if (!stdout.destroyed) throw error;
    }
  }

  #closing: Promise<void> | undefined;

  /** Resolves when the guard has ended. Rejects if it could not be started. */
  #guardClosed(): Promise<void> {
    this.#closing ??= new Promise((resolve, reject) => {
      this.#guard.once('error', reject);
      this.#guard.once('exit', () => {
        this.#closed.abort();
        resolve();
      });
      this.#guard.once('disconnect', () => {
        // It reports the end, unless somebody has killed it. Then it is here to kill.
        if (this.#gone.signal.aborted) return;
        if (this.#pid !== undefined) this.#killTree(this.#pid);
        this.#onGone();
      });
    });
    return this.#closing;
  }

  #killTree(pid: number): void {
    if (process.platform === 'win32') tell(pid, 'SIGKILL');
    else tell(-pid, 'SIGKILL');
  }
}

/** Stands in the environment of all that a program starts, so that these can be found. */
const MARK = 'LUCI_JOBS_PROCESS';

/**
 * What Node gives a process as output is a socket, which no program can open by a name such as `/dev/stderr`. So where
 * there is a shell, it gives the guard a pipe, and `cat` copies. Nobody but the guard keeps the connection, 3, open, so
 * that its end is seen; what runs in the background gets its standard input, 4, only if that is said.
 */
const PIPED = 'exec 4<&0; { "$0" "$@" <&4 4<&- | cat 3>&- 4<&-; } & exec 3>&- 4<&-; wait';

function startGuard(guard: string, input: number | undefined): ChildProcess {
  const stdio: StdioOptions = [input ?? 'ignore', 'pipe', 'pipe', 'ipc'];
  const { NODE_OPTIONS: _, ...rest } = process.env;
  // In an editor, Node is a part of the editor's program.
  const env = { ...rest, ELECTRON_RUN_AS_NODE: '1' };
  // In a group of its own, so that Ctrl-C in a terminal does not end it before the program.
  const options = { stdio, env, detached: true, windowsHide: true };
  if (process.platform === 'win32') return spawn(process.execPath, [guard], options);
  return spawn('/bin/sh', ['-c', PIPED, process.execPath, guard], options);
}

function beginningOf(stream: Readable | null): Promise<string> {
  let text = '';
  stream?.setEncoding('utf8').on('data', (piece: string) => {
    if (text.length < MAX_REASON) text += piece;
  });
  return new Promise((resolve) => {
    if (!stream) resolve('');
    stream?.once('close', () => resolve(text.slice(0, MAX_REASON).trim()));
  });
}
