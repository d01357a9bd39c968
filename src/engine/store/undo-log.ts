// The undo log of a store in memory: writes to its tables, and what was there before each of the transaction under way.

/** Writes are as many as there are events; so this is a list of parts, which costs no object for each of them. */
export class UndoLog {
  #tables: Map<unknown, unknown>[] = [];
  #keys: unknown[] = [];
  #rows: unknown[] = [];
  #size = 0;
  /** Tables that are in the order of their values, and that rows were deleted from. */
  #ordered: Map<unknown, number>[] = [];

  /** @param before the row that the table has for the key */
  set<Key, Row>(table: Map<Key, Row>, key: Key, row: Row, before = table.get(key)): void {
    this.#note(table, key, before);
    table.set(key, row);
  }

  /** Adds a row of a key that the table has none for. */
  add<Key, Row>(table: Map<Key, Row>, key: Key, row: Row): void {
    this.#note(table, key, undefined);
    table.set(key, row);
  }

  /** No effect if there is no such row. */
  delete<Key, Row>(table: Map<Key, Row>, key: Key, before = table.get(key)): void {
    if (before === undefined) return;
    this.#note(table, key, before);
    table.delete(key);
  }

  /** The same for a table that is in the order of its values: a row that comes back finds its place. */
  deleteOrdered<Key>(table: Map<Key, number>, key: Key): void {
    const before = table.get(key);
    if (before === undefined) return;
    this.#ordered.push(table as Map<unknown, number>);
    this.delete(table, key, before);
  }

  /** Makes all tables what they were when the log was empty. */
  takeBack(): void {
    while (this.#size > 0) {
      const place = --this.#size;
      const row = this.#rows[place];
      if (row === undefined) this.#tables[place]?.delete(this.#keys[place]);
      else this.#tables[place]?.set(this.#keys[place], row);
    }
    for (const table of new Set(this.#ordered)) sortByValue(table);
  }

  /** Empties the log: there is nothing to take back any more. */
  clear(): void {
    if (this.#ordered.length > 0) this.#ordered = [];
    if (this.#size > MAX_KEPT) {
      this.#tables = [];
      this.#keys = [];
      this.#rows = [];
    }
    this.#size = 0; // What few records are left in the lists will be overwritten soon.
  }

  #note<Key, Row>(table: Map<Key, Row>, key: Key, before: Row | undefined): void {
    const place = this.#size++;
    this.#tables[place] = table as Map<unknown, unknown>;
    this.#keys[place] = key;
    this.#rows[place] = before;
  }
}

/** So long lists are used again for the next transaction. */
const MAX_KEPT = 100;

/** Puts the rows of a table in the order of their values. */
export function sortByValue<Key>(table: Map<Key, number>): void {
  const rows = [...table].sort(([, a], [, b]) => a - b);
  table.clear();
  for (const [key, value] of rows) table.set(key, value);
}
