// Version 1 of the file: the records of the engine's store.

import type { DatabaseSync } from 'node:sqlite';

/*
 * - `body` is the record as JSON (`record-json.ts`), and what readers take: the other columns are there to be searched.
 * - `job`, `project`, `name` and the `id` of a job or trigger are text keys (`text-key.ts`).
 * - `invocation.ended` is null until the Invocation ends, and then a number that rises from one end to the next.
 * - `invocation_log` has the debug log of an Invocation, which its body has not: parts to be joined by ascending `part`,
 *   so that what is added to a log of 200 KB costs what is added. Each is the inside of a JSON string.
 * - `item_id.reserved`: no id of an item above it was ever given away. Ids up to it are used or lost.
 */
export function createRecords(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE job (id TEXT PRIMARY KEY, project TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX job_of_project ON job (project);

    CREATE TABLE invocation (
      id INTEGER PRIMARY KEY,
      job TEXT NOT NULL,
      ended INTEGER,
      pinned INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX invocation_unfinished ON invocation (id) WHERE ended IS NULL;
    CREATE INDEX invocation_ended ON invocation (ended) WHERE ended IS NOT NULL;
    CREATE INDEX invocation_unpinned ON invocation (ended) WHERE ended IS NOT NULL AND pinned = 0;
    CREATE INDEX invocation_of_job ON invocation (job, id) WHERE ended IS NOT NULL;

    CREATE TABLE invocation_log (
      invocation INTEGER NOT NULL,
      part INTEGER NOT NULL,
      text TEXT NOT NULL
    );
    CREATE INDEX log_of_invocation ON invocation_log (invocation, part);

    CREATE TABLE pending_trigger (
      job TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (job, id)
    ) WITHOUT ROWID;
    CREATE TABLE tombstone (
      job TEXT NOT NULL, id TEXT NOT NULL, consumed REAL NOT NULL, PRIMARY KEY (job, id)
    ) WITHOUT ROWID;
    CREATE INDEX tombstone_by_age ON tombstone (job, consumed);
    CREATE TABLE recently_finished (
      job TEXT NOT NULL, invocation INTEGER NOT NULL, PRIMARY KEY (job, invocation)
    ) WITHOUT ROWID;
    CREATE TABLE triage_log (job TEXT PRIMARY KEY, body TEXT NOT NULL);

    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      name TEXT UNIQUE,
      due REAL NOT NULL,
      attempt INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE TABLE item_id (reserved INTEGER NOT NULL);
    INSERT INTO item_id VALUES (0);
  `);
}
