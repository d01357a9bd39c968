// A connection to a SQLite file, and what its errors mean.

import type { DatabaseSync } from 'node:sqlite';
import { sqliteModule } from './sqlite-module.ts';

/** How long a connection waits for another process that writes. Milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html) that mean something to us. */
export const SQLITE = {
  ERROR: 1,
  BUSY: 5,
  READONLY: 8,
  CORRUPT: 11,
  CONSTRAINT: 19,
  MISMATCH: 20,
  NOTADB: 26,
};

/**
 * Opens a file as it is, or makes an empty one.
 * @param waitMs how long to wait for another process that writes
 * @throws Error if this Node has no SQLite, and SQLite's own errors
 */
export function openDatabase(file: string, waitMs = BUSY_TIMEOUT_MS): DatabaseSync {
  const sqlite = sqliteModule();
  if (!sqlite) throw new Error('this Node has no node:sqlite');
  const db = new sqlite.DatabaseSync(file, { enableForeignKeyConstraints: false });
  db.exec(`PRAGMA busy_timeout = ${waitMs}`);
  return db;
}

/**
 * Makes commits survive a loss of power: a write-ahead log that is synced with each. Readers in other processes and
 * the one that writes do not wait for each other.
 */
export function makeDurable(db: DatabaseSync): void {
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  // What a savepoint may have to bring back is nothing to write to a disk.
  db.exec('PRAGMA temp_store = MEMORY');
}

/** Primary result code of an error of SQLite's, undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  const isSqlite = error instanceof Error && 'errcode' in error;
  return isSqlite && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}

/**
 * The single number that a pragma or a query gives; 0 for null.
 * @throws RangeError if it gives none, and SQLite's errors
 */
export function numberOf(db: DatabaseSync, sql: string): number {
  const [value] = Object.values(db.prepare(sql).get() ?? {});
  const number = Number(value);
  if (Number.isNaN(number)) throw new RangeError(`no number: ${sql}`);
  return number;
}

/** Takes back what is not committed, unless SQLite has done so when it failed. */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch (error) {
    if (!/no transaction is active/.test(String(error))) throw error;
  }
}
