// A queue of things to be checked, one at a time.

/**
 * Each thing waits once, however often it is asked for, and is checked again if it is asked for while it is checked.
 * @typeParam Thing what tells it from others
 */
export class CheckQueue<Thing> {
  readonly #check: (thing: Thing, signal: AbortSignal) => Promise<void>;
  readonly #waiting = new Set<Thing>();
  #current: { readonly thing: Thing; readonly abort: AbortController } | undefined;
  #running: Promise<void> | undefined;

  /** @param check must not reject. What it finds after its signal has aborted counts for nothing. */
  constructor(check: (thing: Thing, signal: AbortSignal) => Promise<void>) {
    this.#check = check;
  }

  /** Settles when nothing waits any more. */
  get idle(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  add(thing: Thing): void {
    this.#waiting.add(thing);
    this.#running ??= this.#run();
  }

  /** It is not checked any more, not even if it is being checked. */
  drop(thing: Thing): void {
    this.#waiting.delete(thing);
    if (this.#current?.thing === thing) this.#current.abort.abort();
  }

  /** Nothing is. */
  clear(): void {
    this.#waiting.clear();
    this.#current?.abort.abort();
  }

  async #run(): Promise<void> {
    for (;;) {
      const [thing] = this.#waiting;
      if (thing === undefined) break;
      this.#waiting.delete(thing);
      const abort = new AbortController();
      this.#current = { thing, abort };
      await this.#check(thing, abort.signal);
      this.#current = undefined;
    }
    this.#running = undefined;
  }
}
