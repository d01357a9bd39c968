// Version 4 of the file: what Managers keep between Invocations.

import type { DatabaseSync } from 'node:sqlite';

/*
 * `key` is a text key (`text-key.ts`); what stands behind it, and what `value` means, is the business of the kind of task
 * with which it begins.
 */
export function createKeptBytes(db: DatabaseSync): void {
  db.exec('CREATE TABLE kept_bytes (key TEXT PRIMARY KEY, value BLOB NOT NULL)');
}
