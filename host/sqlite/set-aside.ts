// Files that cannot be used, which are kept under another name.

import fs from 'node:fs';
import path from 'node:path';

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
  /** A sentence for users. */
  readonly message: string;
}

/** What belongs to a SQLite file: its write-ahead log, without which it is older, and the index of that. */
const COMPANIONS = ['', '-wal', '-shm'];

const WHY: Readonly<Record<Unusable, string>> = {
  corrupt: 'is damaged',
  newer: 'is of a later version of this program',
};

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
  const message = `The history in ${file} ${WHY[reason]}. It is kept as ${path.basename(movedTo)}, and a new history begins.`;
  return { reason, movedTo, message };
}
