// Standard input, how much of any input is read, and why one cannot be read.

import { createReadStream, fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { getSystemErrorMap } from 'node:util';

/**
 * Of one config, and of one line of JSON. What is larger is no config, or has no end, as /dev/zero; VS Code hands
 * files of up to 50 MB to extensions.
 */
export const MAX_BYTES = 64 * 2 ** 20;

export const MAX_BYTES_TEXT = '64 MiB';

/** There is more than MAX_BYTES of it. */
export class InputTooLarge extends Error {
  override readonly name = 'InputTooLarge';
}

/** Standard input cannot be read; the message says why. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';

  constructor(cause: unknown) {
    super(`cannot read <stdin>: ${inputErrorReason(cause)}`, { cause });
  }
}

/** Its chunks are Buffers; it fails if standard input cannot be read. */
export function standardInput(): Readable {
  const stats = fstatSync(process.stdin.fd);
  // Node takes a directory and a disk for inputs without content.
  return stats.isDirectory() || stats.isBlockDevice()
    ? createReadStream('', { fd: process.stdin.fd, autoClose: false })
    : process.stdin;
}

/** Why an input could not be read, as a plain phrase. */
export function inputErrorReason(error: unknown): string {
  if (error instanceof InputTooLarge) return `it is larger than ${MAX_BYTES_TEXT}`;
  if (!(error instanceof Error)) return String(error);
  const { code = '', errno } = error as NodeJS.ErrnoException;
  const [, meaning] = (errno !== undefined && getSystemErrorMap().get(errno)) || [];
  return REASONS[code] ?? meaning ?? error.message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links lead nowhere',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'it is no file',
};
