// The versions of the file, and how one becomes the next.

import type { DatabaseSync } from 'node:sqlite';
import { numberOf, rollBack } from './connection.ts';
import { createKeptBytes } from './migrations/kept-bytes.ts';
import { createRecords } from './migrations/records.ts';
import { createRequests } from './migrations/requests.ts';
import { createTokenSecret } from './migrations/token-secret.ts';

/** In the header of each file of ours (`PRAGMA application_id`): "LUCI". */
const APPLICATION_ID = 0x4c554349;

/**
 * Each makes the version of its place from the one before; the first one starts from an empty file. One that has been
 * released is never changed: files that it has made are out there.
 */
export const MIGRATIONS: readonly ((db: DatabaseSync) => void)[] = [
  createRecords,
  createRequests,
  createTokenSecret,
  createKeptBytes,
];

/** The version that this program reads and writes. */
export const VERSION = MIGRATIONS.length;

/** What a file is, as its header tells. */
export type FileKind =
  | { readonly kind: 'ours'; readonly version: number }
  /** Nothing has been written to it. */
  | { readonly kind: 'empty' }
  /** A SQLite file of another program. */
  | { readonly kind: 'foreign' };

/** @throws SQLite's errors, such as those of a corrupt file */
export function kindOfFile(db: DatabaseSync): FileKind {
  const application = numberOf(db, 'PRAGMA application_id');
  const version = numberOf(db, 'PRAGMA user_version');
  if (application === APPLICATION_ID) return { kind: 'ours', version };
  const isEmpty = version === 0 && numberOf(db, 'SELECT count(*) FROM sqlite_schema') === 0;
  return application === 0 && isEmpty ? { kind: 'empty' } : { kind: 'foreign' };
}

/**
 * Brings an empty file or one of an older version to `VERSION`: all of it, or, should anything fail or the process die,
 * nothing.
 * @param migrations all of them; tests make older files with fewer
 */
export function migrate(db: DatabaseSync, migrations = MIGRATIONS): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = numberOf(db, 'PRAGMA user_version');
    for (const migration of migrations.slice(version)) migration(db);
    if (version < migrations.length) {
      db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.exec(`PRAGMA user_version = ${migrations.length}`);
    }
    db.exec('COMMIT');
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** Another process, which runs another version of this program, has taken the file to that version. */
class AnotherVersionError extends Error {
  override readonly name = 'AnotherVersionError';

  constructor() {
    super('another version of this program uses the file; reload this window, or end that one');
  }
}

/** @throws AnotherVersionError if the file is not of `VERSION` any more */
export function checkVersion(db: DatabaseSync): void {
  if (numberOf(db, 'PRAGMA user_version') !== VERSION) throw new AnotherVersionError();
}
