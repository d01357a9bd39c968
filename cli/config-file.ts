// The text of a config, from a file or from standard input.

import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { decodeUtf8 } from '../src/golang/utf8.ts';

export type ReadResult =
  | { readonly ok: true; readonly text: string }
  /** Why not, as a plain phrase. */
  | { readonly ok: false; readonly reason: string };

/** @param file a path, or `-` for standard input, which can be read once */
export async function readConfig(file: string): Promise<ReadResult> {
  try {
    // Nothing else is going on, and waiting for many small files takes longer than reading them.
    const bytes = file === '-' ? await buffer(process.stdin) : readFileSync(file);
    return { ok: true, text: decodeUtf8(bytes) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { ok: false, reason: REASONS[code] ?? code };
  }
}

/** The file as people are told of it. */
export function displayName(file: string): string {
  return file === '-' ? '<stdin>' : file;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
  ERR_STRING_TOO_LONG: 'it is too large',
};
