// The guard: a small program that runs another one for its parent, and ends all that this one has started when it is
// told to, or when the parent is gone, however that happened. A parent that is killed can do nothing any more; so
// somebody else must see it go, and what it leaves behind is seen by the connection alone, which closes with its end.
//
// The program gets the guard's standard input, and its standard output for both of its outputs, so that what it writes
// to one and to the other stays in order.

import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { endProcesses } from './end-processes.ts';
import type { GuardReport, GuardRequest } from './guard-messages.ts';
import { processTable } from './process-table.ts';
import { treeMembers } from './process-tree.ts';

/** Between two looks at whether the tree lives: short at first, for most end at once. Milliseconds. */
const FIRST_LOOK_MS = 10;
const LAST_LOOK_MS = 250;

type Start = Extract<GuardRequest, { kind: 'start' }>;

class Guard {
  readonly #start: Start;
  readonly #child: ChildProcess;
  readonly #known = new Set<number>();
  #exited = false;
  #force = false;
  #watching = false;

  constructor(start: Start) {
    this.#start = start;
    const [program = '', ...args] = start.command;
    this.#child = spawn(program, args, {
      cwd: start.folder,
      env: start.env,
      stdio: ['inherit', 'inherit', 1],
      // A group and a session of its own.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const { pid } = this.#child;
    if (pid !== undefined) report({ kind: 'started', pid });
    this.#child.once('error', (error) => {
      if (pid === undefined) leave({ kind: 'not-started', code: errorCode(error) });
    });
    this.#child.once('exit', (code, signal) => {
      this.#exited = true;
      report(signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'killed', signal });
      void this.#afterExit();
    });
  }

  /** Tells the tree to end, and reports when it has. */
  async end(force: boolean): Promise<void> {
    this.#force ||= force;
    const { pid } = this.#child;
    if (pid === undefined) return;
    await this.#tell(pid);
    await this.#watch(pid);
  }

  /** Does the same for a parent that is gone. */
  async endAlone(): Promise<void> {
    void this.end(false);
    await wait(this.#start.graceMs);
    await this.end(true);
  }

  async #afterExit(): Promise<void> {
    const { pid } = this.#child;
    if (pid === undefined || this.#watching) return;
    if ((await this.#members(pid)).length === 0) leave({ kind: 'gone' });
    report({ kind: 'left' });
  }

  async #tell(pid: number): Promise<void> {
    // The group first, for reading the table takes its time. Nobody else has its number while the program is not
    // waited for, or somebody is in it.
    const group = this.#exited ? 0 : pid;
    if (process.platform !== 'win32') await endProcesses(group, [], this.#force);
    await endProcesses(0, await this.#members(pid), this.#force);
  }

  /** Once at a time. */
  async #watch(pid: number): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    for (let pause = FIRST_LOOK_MS; ; pause = Math.min(2 * pause, LAST_LOOK_MS)) {
      await wait(pause);
      const members = await this.#members(pid);
      if (members.length === 0 && this.#exited) leave({ kind: 'gone' });
      // Whoever has been started in between is to go, too.
      if (this.#force) await endProcesses(0, members, true);
    }
  }

  /** Without a table, the program's own group is what there is. */
  async #members(pid: number): Promise<readonly number[]> {
    const table = await processTable(this.#start.mark).catch(() => undefined);
    if (!table) return this.#exited ? [] : [pid];
    const members = treeMembers(table, { root: pid, known: this.#known });
    const others = members.filter((member) => member !== process.pid);
    this.#known.clear();
    for (const member of others) this.#known.add(member);
    return others;
  }
}

function report(message: GuardReport): void {
  if (process.connected) process.send?.(message, () => {});
}

/** Ends this process, once the last report is out. */
function leave(last: GuardReport): void {
  if (!process.connected || !process.send) process.exit();
  process.send(last, () => process.exit());
}

let guard: Guard | undefined;

process.on('message', (request: GuardRequest) => {
  if (request.kind === 'end') void guard?.end(request.force);
  else guard ??= startedBy(request);
});

/** Some failures to start are thrown, others told. */
function startedBy(request: Start): Guard | undefined {
  try {
    return new Guard(request);
  } catch (error) {
    leave({ kind: 'not-started', code: errorCode(error) });
    return undefined;
  }
}

function errorCode(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

const parentGone = () => {
  if (guard) void guard.endAlone();
  else process.exit();
};
process.once('disconnect', parentGone);
// Whoever ends the guard means all of it.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, parentGone);
