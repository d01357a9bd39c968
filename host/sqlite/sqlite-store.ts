// A store in a SQLite file, which keeps what it has promised whatever happens to the process or the machine.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Store, Transaction } from '../../src/engine/store/store.ts';
import { TaskError } from '../../src/task/task-error.ts';
import { errorText } from '../../src/text/wording.ts';
import { numberOf, rollBack, sqliteCode } from './connection.ts';
import { SqliteTransaction } from './sqlite-transaction.ts';

/** At the latest after so many bodies there is a commit, so that none takes long. */
const MAX_BODIES = 1000;

/** A body that has run, whose promise settles when the others before it are durable. */
interface RunBody {
  settle(): void;
  /** Its writes are lost. */
  lose(error: TaskError): void;
}

/**
 * Bodies run at once, in one SQLite transaction for all those that run until the event loop turns: what makes a
 * commit durable takes as long for many as for one. Each body that writes has a savepoint of its own.
 */
export class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #tx: SqliteTransaction;
  readonly #sql: Readonly<Record<'begin' | 'savepoint' | 'release' | 'commit', StatementSync>>;
  #isInBody = false;
  /** The body under way has written something. */
  #hasSavepoint = false;
  /** What SQLite has thrown since the body began, even if the body has caught it. */
  #failure: unknown;
  /** A SQLite transaction is open. */
  #isOpen = false;
  #bodies: RunBody[] = [];
  #commitLater: NodeJS.Immediate | undefined;
  #isClosed = false;
  #dataVersion: number | undefined;
  readonly #onFailure: (error: unknown) => void;

  /**
   * @param db is of the current version (`migrate`), and nobody else writes to the tables of records meanwhile; the
   * store closes it in the end
   * @param onFailure hears of each error of SQLite's
   */
  constructor(db: DatabaseSync, onFailure: (error: unknown) => void = () => {}) {
    this.#db = db;
    this.#onFailure = onFailure;
    this.#sql = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      savepoint: db.prepare('SAVEPOINT body'),
      release: db.prepare('RELEASE body'),
      commit: db.prepare('COMMIT'),
    };
    this.#tx = new SqliteTransaction(db, {
      beforeWrite: () => this.#beforeWrite(),
      failed: (error) => {
        this.#failure ??= error;
      },
    });
  }

  transaction<T>(body: (tx: Transaction) => T): Promise<T> {
    return this.#inTurn(() => body(this.#tx));
  }

  /** The same for tables that are not records. `body` does not begin or end transactions. */
  write<T>(body: (db: DatabaseSync) => T): Promise<T> {
    return this.#inTurn(() => {
      this.#beforeWrite();
      return body(this.#db);
    });
  }

  /** Whether somebody else has written to the file since this was asked last. */
  hasChanged(): boolean {
    const version = this.#isClosed ? this.#dataVersion : numberOf(this.#db, 'PRAGMA data_version');
    const hasChanged = version !== this.#dataVersion;
    this.#dataVersion = version;
    return hasChanged;
  }

  #inTurn<T>(body: () => T): Promise<T> {
    if (this.#isInBody) return Promise.reject(new Error('transactions cannot be nested'));
    if (this.#isClosed) return Promise.reject(new TaskError('transient', 'the store is closed'));
    const result = this.#run(body);
    if (!this.#isOpen && this.#bodies.length === 0) {
      return 'value' in result ? Promise.resolve(result.value) : Promise.reject(result.error);
    }
    return new Promise<T>((resolve, reject) => {
      const settle = () => ('value' in result ? resolve(result.value) : reject(result.error));
      this.#bodies.push({ settle, lose: 'value' in result ? reject : settle });
      if (this.#bodies.length >= MAX_BODIES) this.#commit();
      else this.#commitLater ??= setImmediate(() => this.#commit());
    });
  }

  /** Whether there are promises yet to be settled: a virtual clock has to wait for them. */
  get isBusy(): boolean {
    return this.#bodies.length > 0;
  }

  /** Commits what has run, and closes the file. Later transactions are refused. */
  close(): void {
    if (this.#isClosed) return;
    this.#commit();
    this.#isClosed = true;
    this.#db.close();
  }

  #run<T>(body: () => T): { readonly value: T } | { readonly error: unknown } {
    this.#isInBody = true;
    this.#failure = undefined;
    this.#tx.begin();
    try {
      const value = body();
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#hasSavepoint) this.#sql.release.run();
      return { value };
    } catch (error) {
      return { error: this.#takeBack(error) };
    } finally {
      this.#isInBody = false;
      this.#hasSavepoint = false;
    }
  }

  #beforeWrite(): void {
    // SQLite may have ended the transaction: a write would stand for itself.
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#hasSavepoint) return;
    try {
      if (!this.#isOpen) this.#sql.begin.run();
      this.#isOpen = true;
      this.#sql.savepoint.run();
      this.#hasSavepoint = true;
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** Returns the error for the caller. */
  #takeBack(error: unknown): unknown {
    if (sqliteCode(error) !== undefined) this.#failure ??= error;
    if (this.#failure !== undefined) return this.#fail(this.#failure);
    try {
      if (this.#hasSavepoint) this.#db.exec('ROLLBACK TO body; RELEASE body');
      this.#tx.takenBack();
      return error;
    } catch (failed) {
      return this.#fail(failed);
    }
  }

  #commit(): void {
    clearImmediate(this.#commitLater);
    this.#commitLater = undefined;
    if (this.#isOpen) {
      try {
        this.#tx.beforeCommit();
        this.#sql.commit.run();
        this.#isOpen = false;
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
    for (const { settle } of this.#bodies.splice(0)) settle();
  }

  /**
   * SQLite has failed, and may or may not have rolled everything back: it is now, and with it all that was not
   * committed.
   */
  #fail(cause: unknown): TaskError {
    clearImmediate(this.#commitLater);
    this.#commitLater = undefined;
    const error = new TaskError('transient', `The store failed: ${errorText(cause)}`, { cause });
    if (this.#isOpen) {
      try {
        rollBack(this.#db);
      } catch {
        // The next BEGIN will fail as well, and say so.
      }
    }
    this.#isOpen = false;
    this.#tx.uncertain();
    this.#onFailure(cause);
    for (const { lose } of this.#bodies.splice(0)) lose(error);
    return error;
  }
}
