// A pause after things that come in bursts, such as the steps in which an editor saves a file.

import type { Clock } from '../../src/task/world.ts';

/** A burst is over when nothing has come for so long, in ms. */
export const QUIET_MS = 100;

/** One that does not end is acted upon after so long all the same, in ms. */
export const LONGEST_BURST_MS = 1000;

export class Debounce {
  readonly #clock: Clock;
  readonly #act: () => void;
  /** When the burst began, and when its last thing came. */
  #burst: { readonly began: number; last: number } | undefined;

  /** @param act called after each burst, once */
  constructor(clock: Clock, act: () => void) {
    this.#clock = clock;
    this.#act = act;
  }

  /** Something has come. */
  note(): void {
    const now = this.#clock.now();
    if (this.#burst) {
      this.#burst.last = now;
      return;
    }
    const burst = { began: now, last: now };
    this.#burst = burst;
    void this.#wait(burst);
  }

  async #wait(burst: { readonly began: number; last: number }): Promise<void> {
    for (;;) {
      const end = Math.min(burst.last + QUIET_MS, burst.began + LONGEST_BURST_MS);
      const left = end - this.#clock.now();
      // A clock that was set back says that the end is far away.
      if (left <= 0 || left > LONGEST_BURST_MS) break;
      await this.#clock.sleep(left);
    }
    this.#burst = undefined;
    this.#act();
  }
}
