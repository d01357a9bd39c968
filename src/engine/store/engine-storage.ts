// The storage of Managers in the engine's store.

import type { TaskStorage } from '../../task/world.ts';
import type { Store } from './store.ts';

/** Managers are made before the store is open: whoever asks earlier waits for it. */
export class EngineStorage implements TaskStorage {
  #store: Promise<Store>;
  #opened: (store: Store) => void = () => {};

  /** @param store none: `use` will bring it */
  constructor(store?: Store) {
    this.#store = store
      ? Promise.resolve(store)
      : new Promise((resolve) => {
          this.#opened = resolve;
        });
  }

  /** From now on this store is the one: there is another one when another process has given up its file. */
  use(store: Store): void {
    this.#store = Promise.resolve(store);
    this.#opened(store);
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const store = await this.#store;
    const bytes = await store.transaction((tx) => tx.keptBytes(key));
    return bytes && new Uint8Array(bytes);
  }

  async set(key: string, value: Uint8Array): Promise<void> {
    const bytes = new Uint8Array(value); // The caller may go on to write to its own.
    const store = await this.#store;
    await store.transaction((tx) => tx.putKeptBytes(key, bytes));
  }
}
