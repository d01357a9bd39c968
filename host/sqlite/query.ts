// A prepared statement that tells when SQLite fails.

import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

type Row = Record<string, SQLOutputValue>;

/** Each method as that of `StatementSync`. */
export class Query {
  readonly #statement: StatementSync;
  readonly #failed: (error: unknown) => void;

  /** @param failed hears of what SQLite throws, which goes on to the caller */
  constructor(statement: StatementSync, failed: (error: unknown) => void) {
    this.#statement = statement;
    this.#failed = failed;
  }

  get(...values: SQLInputValue[]): Row | undefined {
    try {
      return this.#statement.get(...values);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  all(...values: SQLInputValue[]): Row[] {
    try {
      return this.#statement.all(...values);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  /** Returns how many rows were inserted, updated or deleted. */
  run(...values: SQLInputValue[]): number {
    try {
      return Number(this.#statement.run(...values).changes);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  /** Gives integers as bigints from now on. */
  readBigInts(): this {
    this.#statement.setReadBigInts(true);
    return this;
  }
}
