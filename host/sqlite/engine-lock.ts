// The lock by which one process owns the engine of a file.

import type { DatabaseSync } from 'node:sqlite';
import { openDatabase, SQLITE, sqliteCode } from './connection.ts';

/**
 * A SQLite transaction that nobody ends, on an empty file beside the engine's: SQLite's lock of it is one of the
 * operating system, on every system, which ends with the process that holds it, however that ends.
 */
export class EngineLock {
  readonly #db: DatabaseSync;

  private constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * Undefined if another process, or another part of this one, holds the lock.
   * @throws SQLite's errors, such as for a folder that cannot be written to
   */
  static take(file: string): EngineLock | undefined {
    const db = openDatabase(`${file}.lock`, 0);
    try {
      db.exec('BEGIN EXCLUSIVE');
      return new EngineLock(db);
    } catch (error) {
      db.close();
      if (sqliteCode(error) === SQLITE.BUSY) return undefined;
      throw error;
    }
  }

  release(): void {
    this.#db.close();
  }
}
