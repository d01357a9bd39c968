// The text of a config, from a file or from standard input.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decodeUtf8 } from '../src/golang/utf8.ts';
import { InputTooLarge, inputErrorReason, MAX_BYTES, standardInput } from './standard-input.ts';

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  /** Why not, as a plain phrase. */
  | { readonly ok: false; readonly reason: string };

/** @param file a path, or `-` for standard input, which can be read once */
export async function readConfig(file: string): Promise<ReadResult> {
  try {
    // Nothing else is going on, and waiting for many small files takes longer than reading them.
    const bytes = file === '-' ? await readStandardInput() : readFileBytes(file);
    return { ok: true, text: decodeUtf8(bytes) };
  } catch (error) {
    return { ok: false, reason: inputErrorReason(error) };
  }
}

/** One of those that `findConfigs` has found. @param problems as it tells them */
export async function readFound(
  file: string,
  problems: ReadonlyMap<string, string>,
): Promise<ReadResult> {
  const reason = problems.get(file);
  return reason === undefined ? readConfig(file) : { ok: false, reason };
}

/** The file as people are told of it. */
export function displayName(file: string): string {
  return file === '-' ? '<stdin>' : file;
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of standardInput()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) throw new InputTooLarge();
  }
  return Buffer.concat(chunks, length);
}

/** What is no regular file, such as a device, need not end, and does not know its size. */
function readFileBytes(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    if (size > MAX_BYTES) throw new InputTooLarge();
    const chunks: Buffer[] = [];
    let length = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.max(size - length + 1, MIN_CHUNK));
      const read = readSync(fd, chunk);
      if (read === 0) return Buffer.concat(chunks, length);
      chunks.push(chunk.subarray(0, read));
      length += read;
      if (length > MAX_BYTES) throw new InputTooLarge();
    }
  } finally {
    closeSync(fd);
  }
}

const MIN_CHUNK = 1 << 16;
