// Version 2 of the file: requests of processes that do not own the engine.

import type { DatabaseSync } from 'node:sqlite';

/*
 * - `payload` and `answer` are records as JSON (`record-json.ts`); the answer is null until there is one.
 * - `made` is in milliseconds since the epoch.
 * - `taken_by` is the number of the owner that has begun to do what is asked, null until one has. Each process that
 *   comes to own the engine gets the next number.
 */
export function createRequests(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE request (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      made REAL NOT NULL,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL,
      taken_by INTEGER,
      answer TEXT
    );
    CREATE TABLE owner (number INTEGER NOT NULL);
    INSERT INTO owner VALUES (0);
  `);
}
