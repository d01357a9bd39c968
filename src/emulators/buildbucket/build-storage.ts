// Builds in a storage that outlives the process.

import type { TaskStorage } from '../../task/world.ts';
import { decodeStoredBuild, encodeStoredBuild, type StoredBuild } from './stored-build.ts';

const INDEX = 'buildbucket/builds';

/** So many builds are kept; of more, the oldest that have ended are forgotten. */
const MAX_KEPT = 1000;

/** Each method rejects as the storage does. */
export class BuildStorage {
  readonly #storage: TaskStorage;
  /** Ids of all that may be there, oldest first. */
  #index: readonly bigint[] = [];

  constructor(storage: TaskStorage) {
    this.#storage = storage;
  }

  /** What an earlier process has kept, oldest first. What cannot be read is left out. */
  async load(): Promise<readonly StoredBuild[]> {
    this.#index = await this.#readIndex();
    const found: StoredBuild[] = [];
    for (const id of this.#index) {
      const stored = await this.get(id);
      if (stored) found.push(stored);
    }
    return found;
  }

  async get(id: bigint): Promise<StoredBuild | undefined> {
    const bytes = await this.#storage.get(buildKey(id));
    if (!bytes || bytes.length === 0) return undefined;
    try {
      return decodeStoredBuild(bytes);
    } catch {
      return undefined;
    }
  }

  /** The id that was kept for a request. */
  async idOfRequest(requestId: string): Promise<bigint | undefined> {
    const bytes = await this.#storage.get(requestKey(requestId));
    const text = new TextDecoder().decode(bytes);
    return /^\d+$/.test(text) ? BigInt(text) : undefined;
  }

  /** Whoever repeats the request gets this id, whatever becomes of the build. */
  async reserve(requestId: string, id: bigint): Promise<void> {
    await this.#storage.set(requestKey(requestId), new TextEncoder().encode(String(id)));
  }

  /**
   * Keeps a new build: it is there as soon as this resolves, and may be if it rejects.
   * @param isOver whether a build that is kept has ended
   */
  async add(stored: StoredBuild, isOver: (id: bigint) => boolean): Promise<readonly bigint[]> {
    const { id } = stored.build;
    if (this.#index.includes(id)) {
      await this.put(stored);
      return [];
    }
    const others = this.#index;
    const surplus = others.length + 1 - MAX_KEPT;
    const forgotten = surplus > 0 ? others.filter(isOver).slice(0, surplus) : [];
    const gone = new Set(forgotten);
    const index = [...others.filter((other) => !gone.has(other)), id];
    // First the index: what it names and is not there is nothing; what it does not name would be lost.
    await this.#storage.set(INDEX, new TextEncoder().encode(JSON.stringify(index.map(String))));
    this.#index = index;
    await this.put(stored);
    for (const other of forgotten) await this.#storage.set(buildKey(other), new Uint8Array());
    return forgotten;
  }

  async put(stored: StoredBuild): Promise<void> {
    await this.#storage.set(buildKey(stored.build.id), encodeStoredBuild(stored));
  }

  async #readIndex(): Promise<readonly bigint[]> {
    const bytes = await this.#storage.get(INDEX);
    if (!bytes) return [];
    try {
      const ids: unknown = JSON.parse(new TextDecoder().decode(bytes));
      return Array.isArray(ids) ? ids.filter((id) => /^\d+$/.test(id)).map(BigInt) : [];
    } catch {
      return [];
    }
  }
}

function buildKey(id: bigint): string {
  return `buildbucket/build/${id}`;
}

function requestKey(requestId: string): string {
  return `buildbucket/request/${requestId}`;
}
