// The project's settings file of a config: the nearest one from its folder upwards.

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  NO_PROJECT_FILE,
  PROJECT_FILE,
  type ProjectFile,
  parseProjectFile,
} from '../src/language/language.ts';

export interface FoundProjectFile {
  /** Undefined if there is none. */
  readonly path: string | undefined;
  /** What it says; nothing if it is not to be read. */
  readonly file: ProjectFile;
  /** Why it is not, as a clause. */
  readonly problem?: string;
}

/** Larger than anybody writes one. */
const MAX_BYTES = 1 << 20;

/** That of an open document; none for one that is not a file of this machine. */
export function projectFileOf(uri: string): FoundProjectFile {
  const none = { path: undefined, file: NO_PROJECT_FILE };
  if (!uri.startsWith('file:')) return none;
  let file: string;
  try {
    file = fileURLToPath(uri);
  } catch {
    // Of another machine, or no path here.
    return none;
  }
  return projectFileAbove(path.dirname(file));
}

/** @param folder absolute */
export function projectFileAbove(folder: string): FoundProjectFile {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = path.join(at, PROJECT_FILE);
    const size = sizeOfFile(found);
    if (size !== undefined) return readProjectFile(found, size);
    if (path.dirname(at) === at) return { path: undefined, file: NO_PROJECT_FILE };
  }
}

/** Undefined for what is no file, and for what nobody may look at, as below a folder of somebody else's. */
function sizeOfFile(file: string): number | undefined {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats?.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

function readProjectFile(file: string, size: number): FoundProjectFile {
  const problem = (reason: string) => ({ path: file, file: NO_PROJECT_FILE, problem: reason });
  if (size > MAX_BYTES) return problem('it is too large');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return problem('it cannot be read');
  }
  const parsed = parseProjectFile(text);
  return parsed.ok ? { path: file, file: parsed.file } : problem(parsed.reason);
}
