// Requests that processes which read along hand to the one that owns the engine.

import type { DatabaseSync } from 'node:sqlite';
import { numberOf, rollBack } from './connection.ts';
import { decodeRecord, encodeRecord } from './record-json.ts';
import type { SqliteStore } from './sqlite-store.ts';

export interface EngineRequest {
  readonly id: number;
  readonly kind: string;
  /** Plain data. */
  readonly payload: unknown;
}

export type RequestAnswer =
  /** `value` is plain data. */
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

/** Those who asked may be gone: what is older is nobody's. */
const MAX_AGE_MS = 60 * 60_000;

const OWNER_GONE =
  'The window that was to do this was closed in the middle of it. Check whether it was done, and try again if not.';

/**
 * The number of the process that comes to own the engine now.
 * @throws SQLite's errors
 */
export function nextOwner(db: DatabaseSync): number {
  db.exec('UPDATE owner SET number = number + 1');
  return numberOf(db, 'SELECT number FROM owner');
}

/** The owner's side. Each request is begun once: what a dead owner had begun is answered with a failure. */
export class RequestInbox {
  readonly #store: SqliteStore;
  readonly #owner: number;

  /** @param owner from `nextOwner` */
  constructor(store: SqliteStore, owner: number) {
    this.#store = store;
    this.#owner = owner;
  }

  /**
   * The requests that have come since, in their order; each has to be answered. Whether any may have come is what
   * `SqliteStore.hasChanged` tells, for next to nothing.
   *
   * @param now milliseconds since the epoch
   * Rejects with a transient TaskError when the store fails; then they come again.
   */
  take(now: number): Promise<readonly EngineRequest[]> {
    const owner = this.#owner;
    return this.#store.write((db) => {
      db.prepare('DELETE FROM request WHERE made < ?').run(now - MAX_AGE_MS);
      const gone: RequestAnswer = { ok: false, message: OWNER_GONE };
      db.prepare('UPDATE request SET answer = ? WHERE taken_by <> ? AND answer IS NULL').run(
        encodeRecord(gone),
        owner,
      );
      const rows = db
        .prepare('SELECT id, kind, payload FROM request WHERE taken_by IS NULL ORDER BY id')
        .all();
      if (rows.length > 0) {
        db.prepare('UPDATE request SET taken_by = ? WHERE taken_by IS NULL').run(owner);
      }
      return rows.map(({ id, kind, payload }) => ({
        id: Number(id),
        kind: String(decodeRecord(String(kind))),
        payload: decodeRecord(String(payload)),
      }));
    });
  }

  /**
   * Takes back what this process has asked while another one owned the file, which it owns itself now.
   * @returns what it was answered; undefined if nobody had begun with it, and nobody will
   *
   * Called before the first `take`. Rejects as `SqliteStore.transaction` does.
   */
  withdraw(id: number): Promise<RequestAnswer | undefined> {
    return this.#store.write((db) => {
      const row = db.prepare('SELECT taken_by, answer FROM request WHERE id = ?').get(id);
      db.prepare('DELETE FROM request WHERE id = ?').run(id);
      if (row === undefined) return { ok: false, message: NO_ANSWER };
      if (row['answer'] !== null) return decodeRecord(String(row['answer'])) as RequestAnswer;
      return row['taken_by'] === null ? undefined : { ok: false, message: OWNER_GONE };
    });
  }

  /** Rejects as `SqliteStore.transaction` does, and with a TypeError if the value is not plain data. */
  async answer(id: number, answer: RequestAnswer): Promise<void> {
    const text = encodeRecord(answer);
    await this.#store.write((db) =>
      db.prepare('UPDATE request SET answer = ? WHERE id = ? AND answer IS NULL').run(text, id),
    );
  }
}

/** The side of those who ask. */
export class RequestOutbox {
  readonly #db: DatabaseSync;
  readonly #check: () => void;

  /** @param check throws if the file is not to be written to any more */
  constructor(db: DatabaseSync, check: () => void) {
    this.#db = db;
    this.#check = check;
  }

  /**
   * Hands over a request, and returns its id.
   * @param payload plain data
   * @param now milliseconds since the epoch
   * @throws TypeError, what `check` throws, and SQLite's errors
   */
  send(kind: string, payload: unknown, now: number): number {
    const values = [encodeRecord(kind), encodeRecord(payload), now];
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#check();
      const sql = 'INSERT INTO request (kind, payload, made) VALUES (?, ?, ?)';
      const { lastInsertRowid } = this.#db.prepare(sql).run(...values);
      this.#db.exec('COMMIT');
      return Number(lastInsertRowid);
    } catch (error) {
      rollBack(this.#db);
      throw error;
    }
  }

  /**
   * The answer, which is given once; undefined if there is none yet.
   * @throws what `check` throws, and SQLite's errors
   */
  takeAnswer(id: number): RequestAnswer | undefined {
    this.#check();
    const row = this.#db.prepare('SELECT answer FROM request WHERE id = ?').get(id);
    if (row === undefined) return { ok: false, message: NO_ANSWER };
    if (row['answer'] === null) return undefined;
    this.#db.prepare('DELETE FROM request WHERE id = ?').run(id);
    return decodeRecord(String(row['answer'])) as RequestAnswer;
  }
}

const NO_ANSWER =
  'Nobody answered within an hour. Check whether it was done, and try again if not.';
