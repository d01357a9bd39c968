// Turns: what is asked for in a row is done one after the other.

export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Settles when all that was asked for so far is done; never rejects. */
  get done(): Promise<void> {
    return this.#last;
  }

  /**
   * Does it when all that was asked for before is done.
   * @param act must not reject: what comes after it would never have its turn
   */
  take(act: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(act);
    return this.#last;
  }
}
