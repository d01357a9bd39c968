// The moment when nobody reads a stream of output any more.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** How often to look, in ms: whoever writes nothing is not told by the system that its reader has gone. */
const INTERVAL = 500;

type Output = Writable & { readonly fd: number };

/**
 * Calls `onGone` once: when writing fails for want of a reader, and on Linux also as soon as the other end of a socket
 * is closed, or every process that is known to read a pipe has closed it. Returns how to stop that. Does not keep the
 * process running.
 */
export function onReaderGone(output: Output, onGone: () => void): () => void {
  const stop = () => {
    output.off('error', onError);
    stopLooking?.();
  };
  let isOver = false;
  const gone = () => {
    stop();
    if (!isOver) onGone();
    isOver = true;
  };
  const onError = ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') gone();
  };
  output.on('error', onError);
  const stopLooking = watch(output, gone);
  return stop;
}

function watch(output: Output, gone: () => void): (() => void) | undefined {
  const kind = linkOf(`/proc/self/fd/${output.fd}`);
  if (kind?.startsWith('pipe:')) return watchPipe(kind, gone);
  // Where input and output are one socket, what comes is input.
  const isOutput = kind?.startsWith('socket:') && kind !== linkOf('/proc/self/fd/0');
  return isOutput ? watchSocket(output, gone) : undefined;
}

/** @param pipe as links in /proc name it */
function watchPipe(pipe: string, gone: () => void): () => void {
  let readers = readersOf(pipe);
  const timer = setInterval(() => {
    const stillThere = readers.some((reader) => {
      const link = linkOf(reader);
      return link === pipe || link === HIDDEN;
    });
    // Nobody was seen, as in a container whose output is read from outside: nobody can be missed.
    if (stillThere || readers.length === 0) return;
    readers = readersOf(pipe);
    if (readers.length === 0) gone();
  }, INTERVAL).unref();
  return () => clearInterval(timer);
}

/** Node lets nobody read a standard output, but its handle (an undocumented part) tells when the other end closes. */
function watchSocket(
  output: Output & { _handle?: SocketHandle | null },
  gone: () => void,
): (() => void) | undefined {
  const handle = output._handle;
  if (!handle?.readStart || !handle.readStop) return undefined;
  handle.onread = (data) => {
    if (data === undefined) gone();
  };
  handle.readStart();
  handle.unref?.(); // Nothing else that is under way depends on it; what is being written still keeps the process.
  return () => handle.readStop?.();
}

interface SocketHandle {
  onread?: (data: ArrayBuffer | undefined) => void;
  readStart?(): number;
  readStop?(): number;
  unref?(): void;
}

/** Ends of the pipe for reading, as paths in /proc; those of other users' processes are not among them. */
function readersOf(pipe: string): readonly string[] {
  return entries('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => entries(`/proc/${pid}/fd`).map((fd) => ({ pid, fd })))
    .filter(({ pid, fd }) => linkOf(`/proc/${pid}/fd/${fd}`) === pipe && reads(pid, fd))
    .map(({ pid, fd }) => `/proc/${pid}/fd/${fd}`);
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** By the flags of open(2), whose lowest two bits are O_RDONLY, O_WRONLY or O_RDWR. */
function reads(pid: string, fd: string): boolean {
  try {
    const info = readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8');
    const [, flags = ''] = /^flags:\s*([0-7]+)$/m.exec(info) ?? [];
    return (Number.parseInt(flags, 8) & 3) !== 1;
  } catch {
    return false;
  }
}

/** Where the link leads; HIDDEN if we may not see it, undefined if there is none. */
function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? HIDDEN : undefined;
  }
}

/** As after sudo, which keeps the process and changes its owner. */
const HIDDEN = '(hidden)';
