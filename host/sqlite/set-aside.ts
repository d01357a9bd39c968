// Files that cannot be used, which are kept under another name.

import fs from 'node:fs';

/** Why a file cannot be used. */
export type Unusable =
  /** It is damaged, or it is no SQLite file at all. */
  | 'corrupt'
  /** A later version of this program has written it. */
  | 'newer';

export interface SetAside {
  readonly reason: Unusable;
  /** Where the file is now. */
  readonly movedTo: string;
}

/** What belongs to a SQLite file: its write-ahead log, without which it is older, and the index of that. */
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Renames a file to `<name>.<reason>-<time>`, with what belongs to it. Nothing is deleted or written over.
 * @param now milliseconds since the epoch
 * @throws errors of the file system
 */
export function setAside(file: string, reason: Unusable, now: number): SetAside {
  const time = new Date(now).toISOString().replace(/\.\d+|[-:]/g, '');
  let movedTo = `${file}.${reason}-${time}`;
  for (let i = 2; fs.existsSync(movedTo); i++) movedTo = `${file}.${reason}-${time}-${i}`;
  for (const companion of COMPANIONS) {
    const from = `${file}${companion}`;
    if (fs.existsSync(from)) fs.renameSync(from, `${movedTo}${companion}`);
  }
  return { reason, movedTo };
}
