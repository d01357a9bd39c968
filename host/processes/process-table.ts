// The processes of this machine, as far as this user may see them.

import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import { promisify } from 'node:util';
import type { ProcessRow } from './process-tree.ts';

/** Longer than anybody's table of processes takes. */
const LIMIT_MS = 10_000;
const LIMIT_BYTES = 32 << 20;

/**
 * All processes, in no order.
 * @param mark `NAME=value`, looked for in environments where these can be read, which is on Linux
 * Rejects if the table cannot be read.
 */
export function processTable(mark: string): Promise<readonly ProcessRow[]> {
  if (process.platform === 'linux') return linuxTable(mark);
  return process.platform === 'win32' ? windowsTable() : posixTable();
}

/** Without a program: a container often has no `ps`. */
async function linuxTable(mark: string): Promise<readonly ProcessRow[]> {
  const pids = (await fs.readdir('/proc')).filter((name) => /^[1-9][0-9]*$/.test(name));
  const rows = await Promise.all(pids.map((pid) => linuxRow(pid, mark)));
  return rows.filter((row) => row !== undefined);
}

async function linuxRow(pid: string, mark: string): Promise<ProcessRow | undefined> {
  const [stat, environment] = await Promise.all([
    fs.readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined),
    // That of others cannot be read.
    fs.readFile(`/proc/${pid}/environ`).catch(() => undefined),
  ]);
  const row = stat === undefined ? undefined : readStat(stat);
  return row && { ...row, isMarked: environment !== undefined && hasEntry(environment, mark) };
}

/** Of proc(5): `pid (name) state ppid pgrp session …`; the name may have anything in it. */
export function readStat(stat: string): Omit<ProcessRow, 'isMarked'> | undefined {
  const match = /^([0-9]+) \(.*\) (\S) ([0-9]+) ([0-9]+) ([0-9]+) /s.exec(stat);
  if (!match) return undefined;
  const [pid = 0, parent = 0, group = 0, session = 0] = [1, 3, 4, 5].map((i) => Number(match[i]));
  return { pid, parent, group, session, isZombie: match[2] === 'Z' || match[2] === 'X' };
}

/** Entries end with a zero byte each. */
function hasEntry(environment: Buffer, entry: string): boolean {
  const end = `${entry}\0`;
  return (
    environment.includes(`\0${end}`) || environment.subarray(0, end.length).equals(Buffer.from(end))
  );
}

async function posixTable(): Promise<readonly ProcessRow[]> {
  return readPs(await outputOf('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=']));
}

/** What `ps -A -o pid=,ppid=,pgid=,stat=` prints (POSIX, but for `stat`). */
export function readPs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*([0-9]+)\s+([0-9]+)\s+([0-9]+)\s+(\S+)/.exec(line);
    if (!match) return [];
    const [pid = 0, parent = 0, group = 0] = [1, 2, 3].map((i) => Number(match[i]));
    return [{ pid, parent, group, session: 0, isZombie: match[4]?.[0] === 'Z', isMarked: false }];
  });
}

async function windowsTable(): Promise<readonly ProcessRow[]> {
  const script =
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }';
  return readWindowsTable(
    await outputOf('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script]),
  );
}

/** Lines of a process and the one that started it, which may have ended. */
export function readWindowsTable(text: string): readonly ProcessRow[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^([0-9]+) ([0-9]+)$/.exec(line.trim());
    if (!match) return [];
    const row = { group: 0, session: 0, isZombie: false, isMarked: false };
    return [{ ...row, pid: Number(match[1]), parent: Number(match[2]) }];
  });
}

const execute = promisify(execFile);

async function outputOf(program: string, args: readonly string[]): Promise<string> {
  const options = { maxBuffer: LIMIT_BYTES, timeout: LIMIT_MS, windowsHide: true };
  return (await execute(program, [...args], options)).stdout;
}
