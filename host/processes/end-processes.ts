// Telling processes to end, on each kind of system.

import { spawn } from 'node:child_process';

/**
 * Tells the members of a tree to end: with SIGTERM, or with SIGKILL if `force`. On Windows, where a program of a
 * terminal cannot be told anything, `taskkill` asks the windows of programs to close, or ends them if `force`. Whoever
 * has ended already does not matter. Never rejects.
 *
 * @param group a process group that is told as one, so that nobody in it can start another one in between; 0 for none
 */
export async function endProcesses(
  group: number,
  members: readonly number[],
  force: boolean,
): Promise<void> {
  if (process.platform === 'win32') return taskkill(members, force);
  const signal = force ? 'SIGKILL' : 'SIGTERM';
  if (group > 0) tell(-group, signal);
  for (const pid of members) tell(pid, signal);
}

/** True if somebody is there to be told; nobody is, or it is somebody else's process, if not. */
export function tell(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function taskkill(pids: readonly number[], force: boolean): Promise<void> {
  if (pids.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    spawn('taskkill', taskkillArguments(pids, force), { stdio: 'ignore', windowsHide: true })
      .once('error', () => resolve())
      .once('close', () => resolve());
  });
}

export function taskkillArguments(pids: readonly number[], force: boolean): string[] {
  return [...(force ? ['/F'] : []), '/T', ...pids.flatMap((pid) => ['/PID', String(pid)])];
}
