// Something that is loaded when it is first asked for, and then kept.

/** What could not be loaded is not kept: the next one to ask tries again. */
export class LoadOnce<T> {
  readonly #load: () => Promise<T>;
  #loaded: Promise<T> | undefined;

  /** @param load called at most once at a time, and no more once it has resolved */
  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Rejects as `load` does. */
  get(): Promise<T> {
    if (!this.#loaded) {
      const loading = this.#load();
      this.#loaded = loading;
      loading.catch(() => {
        this.#loaded = undefined;
      });
    }
    return this.#loaded;
  }

  /** What there is by now, or on its way; does not load anything. Resolves with undefined also if it could not be loaded. */
  async ifAsked(): Promise<T | undefined> {
    return this.#loaded?.catch(() => undefined);
  }
}
