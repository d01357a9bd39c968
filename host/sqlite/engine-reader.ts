// The engine's file as those processes see it that do not own the engine.

import type { DatabaseSync } from 'node:sqlite';
import { numberOf, rollBack } from './connection.ts';
import { checkVersion } from './migrations.ts';
import { RequestOutbox } from './requests.ts';
import { SqliteReads, type StoreReads } from './sqlite-reads.ts';

export class EngineReader {
  readonly requests: RequestOutbox;
  readonly #db: DatabaseSync;
  readonly #reads: SqliteReads;
  #dataVersion: number;

  /** @param db is of the current version; the reader closes it in the end */
  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#reads = new SqliteReads(db);
    this.requests = new RequestOutbox(db);
    this.#dataVersion = this.#currentVersion();
  }

  /**
   * What `body` reads is all of one moment.
   * @throws what `body` throws, AnotherVersionError (`checkVersion`), and SQLite's errors
   */
  read<T>(body: (reads: StoreReads) => T): T {
    this.#db.exec('BEGIN');
    try {
      checkVersion(this.#db);
      return body(this.#reads);
    } finally {
      rollBack(this.#db);
    }
  }

  /** Whether another process has written to the file since this was asked last, or since it was opened. */
  hasChanged(): boolean {
    const before = this.#dataVersion;
    this.#dataVersion = this.#currentVersion();
    return this.#dataVersion !== before;
  }

  close(): void {
    this.#db.close();
  }

  #currentVersion(): number {
    return numberOf(this.#db, 'PRAGMA data_version');
  }
}
