// The engine's file as those processes see it that do not own the engine.

import fs from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { numberOf, rollBack } from './connection.ts';
import { checkVersion } from './migrations.ts';
import { RequestOutbox } from './requests.ts';
import { SqliteReads, type StoreReads } from './sqlite-reads.ts';

export class EngineReader {
  readonly requests: RequestOutbox;
  readonly #db: DatabaseSync;
  readonly #reads: SqliteReads;
  readonly #isReplaced: () => boolean;
  /** Throws if the file is not what it was when it was opened. */
  readonly #check: () => void;
  #dataVersion: number;

  /** @param db is of the current version, and of this file; the reader closes it in the end */
  constructor(db: DatabaseSync, file: string) {
    this.#db = db;
    this.#reads = new SqliteReads(db);
    const inode = inodeOf(file);
    this.#isReplaced = () => inodeOf(file) !== inode;
    this.#check = () => {
      checkVersion(db);
      if (this.#isReplaced()) throw new ReplacedFileError();
    };
    this.requests = new RequestOutbox(db, this.#check);
    this.#dataVersion = this.#currentVersion();
  }

  /**
   * What `body` reads is all of one moment.
   * @throws what `body` throws, AnotherVersionError, ReplacedFileError, and SQLite's errors
   */
  read<T>(body: (reads: StoreReads) => T): T {
    this.#db.exec('BEGIN');
    try {
      this.#check();
      return body(this.#reads);
    } finally {
      rollBack(this.#db);
    }
  }

  /** Whether another process has written to the file since this was asked last, or since it was opened. */
  hasChanged(): boolean {
    const before = this.#dataVersion;
    this.#dataVersion = this.#currentVersion();
    return this.#dataVersion !== before || this.#isReplaced();
  }

  close(): void {
    this.#db.close();
  }

  #currentVersion(): number {
    return numberOf(this.#db, 'PRAGMA data_version');
  }
}

/** An owner has set the file aside and begun a new one, which is to be opened. */
class ReplacedFileError extends Error {
  override readonly name = 'ReplacedFileError';

  constructor() {
    super('a new history has begun in the place of this one; open it');
  }
}

function inodeOf(file: string): bigint | undefined {
  return fs.statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}
