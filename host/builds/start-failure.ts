// Why a command could not be started or has come to no result of its own, in a sentence that says what to do.

import fs from 'node:fs';
import path from 'node:path';
import { ForeignFolderError } from './build-folder.ts';

/** What was tried. */
export interface FailedStart {
  readonly command: readonly string[];
  readonly folder: string;
  /** Where programs are looked for. */
  readonly searchPath: string;
  /** Of the operating system, such as `ENOENT`. */
  readonly code: string;
  readonly platform: NodeJS.Platform;
}

/** A sentence about a command that could not be started. Looks at the file system to tell causes with one code apart. */
export function startFailure({ command, folder, searchPath, code, platform }: FailedStart): string {
  const [program = ''] = command;
  const hasPath = program.includes('/') || (platform === 'win32' && program.includes('\\'));
  const file = hasPath ? path.resolve(folder, program) : undefined;
  switch (code) {
    case 'ENOENT':
      if (!isFolder(folder)) return `The folder ${folder} is gone: run the job again.`;
      if (file === undefined) return notOnPath(program, platform, searchPath);
      if (isFile(file))
        return `${program} names a program in its first line that does not exist: install it, or correct the line.`;
      return `${file} does not exist: correct the command in the settings.`;
    case 'ENOTDIR':
      return `${file ?? program} does not exist, for a part of its path is a file: correct the command in the settings.`;
    case 'EACCES':
    case 'EPERM':
      if (file !== undefined && isFolder(file))
        return `${file} is a folder, not a program: correct the command in the settings.`;
      return `${file ?? program} may not be executed: make it executable, as with chmod +x, or name the program that reads it, as in python3 ${program}.`;
    case 'ENOEXEC':
      return `${file ?? program} is no program for this machine: build it for this one, or name the program that reads it.`;
    case 'EINVAL':
      if (platform === 'win32' && /\.(?:bat|cmd)$/i.test(program)) {
        return `${program} is a batch file, which only a shell can run: write cmd /c ${program}.`;
      }
      break;
    case 'E2BIG':
      return 'The command line and the environment are longer than the system takes: shorten the command in the settings.';
    case 'EAGAIN':
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      return `The system has no room for another process (${code}): end some, and run the job again.`;
  }
  return `${program} cannot be started (${code}): correct the command in the settings.`;
}

function notOnPath(program: string, platform: NodeJS.Platform, searchPath: string): string {
  if (searchPath === '')
    return `There is no program ${program}, for PATH is empty: name it by its whole path.`;
  if (platform === 'win32') {
    return `There is no program ${program} on the PATH: install it, correct the command in the settings, or write cmd /c ${program} if it is a batch file.`;
  }
  return `There is no program ${program} on the PATH: install it, or correct the command in the settings.`;
}

/** A sentence about a folder that could not be made or filled for a build. */
export function folderFailure(base: string, error: unknown): string {
  if (error instanceof ForeignFolderError) {
    return `The build has no folder, for ${base} belongs to another user, who could change what is in it: remove it, or choose another place.`;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full, so the build has no folder: make room where ${base} is.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The build has no folder, for nothing may be written to ${base}: change who may write there.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The build has no folder, for a part of ${base} is a file: move it away.`;
  }
  return `The build has no folder in ${base}: ${message}.`;
}

/** A sentence about a program that a signal has ended. */
export function signalSentence(program: string, signal: string): string {
  const what = SIGNALS[signal];
  return `${program} was ended by ${signal}${what === undefined ? '' : `: ${what}`}.`;
}

const SIGNALS: Readonly<Record<string, string>> = {
  SIGKILL: 'somebody has killed it, or the machine had no memory left for it',
  SIGTERM: 'somebody has told it to end',
  SIGINT: 'somebody has interrupted it',
  SIGSEGV: 'it has used memory that it does not have, which is a mistake in it',
  SIGABRT: 'it has given up, as its output may say',
  SIGBUS: 'it has used memory that it does not have, which is a mistake in it',
  SIGILL: 'it is not made for this machine, or has a mistake in it',
  SIGPIPE: 'it has written where nobody reads',
  SIGXCPU: 'it has used up its time',
  SIGXFSZ: 'it has written a file that is longer than allowed',
};

function isFolder(name: string): boolean {
  return statOf(name)?.isDirectory() ?? false;
}

function isFile(name: string): boolean {
  return statOf(name)?.isFile() ?? false;
}

function statOf(name: string): fs.Stats | undefined {
  try {
    return fs.statSync(name);
  } catch {
    return undefined;
  }
}
