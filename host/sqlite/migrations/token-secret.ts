// Version 3 of the file: the secret of the tokens of topics.

import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/*
 * One row of 32 random bytes, made with the file and never changed: Invocations wait for their messages over a restart.
 * The file is for its user alone.
 */
export function createTokenSecret(db: DatabaseSync): void {
  db.exec('CREATE TABLE token_secret (value BLOB NOT NULL)');
  db.prepare('INSERT INTO token_secret VALUES (?)').run(randomBytes(32));
}
