// A clock whose time passes only when there is nothing else to do.

import type { Clock } from '../task/world.ts';

interface Sleeper {
  readonly until: number;
  wake(): void;
}

export interface VirtualClockOptions {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /**
   * Resolves when every promise reaction that could run has run, such as a macrotask of the host does
   * (`setImmediate` of Node) or `process.nextTick`. Only the host can tell: the language has no such thing.
   */
  readonly settled: () => Promise<void>;
}

/**
 * Time stands still while anything can run and then jumps to whoever sleeps the shortest, one sleeper
 * at a time, of the same time the one that went to sleep first. So a run takes no time, and takes the
 * same course each time. Work outside of this clock (real sockets, real files) is not waited for.
 */
export class VirtualClock implements Clock {
  /** See `VirtualClockOptions`. */
  readonly settled: () => Promise<void>;
  #now: number;
  /** By the time they wake. */
  readonly #sleepers: Sleeper[] = [];

  constructor({ start, settled }: VirtualClockOptions) {
    this.#now = start;
    this.settled = settled;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (ms <= 0) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      const abort = () => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper: Sleeper = { until: this.#now + ms, wake };
      signal?.addEventListener('abort', abort, { once: true });
      const earlier = this.#sleepers.findLastIndex(({ until }) => until <= sleeper.until);
      this.#sleepers.splice(earlier + 1, 0, sleeper);
    });
  }

  /**
   * Lets time pass until `promise` settles, and settles as it does. Rejects if it is still pending when
   * nobody sleeps any more, for then it will be forever.
   */
  async runUntil<T>(promise: Promise<T>): Promise<T> {
    let pending = true;
    const stop = () => {
      pending = false;
    };
    promise.then(stop, stop);
    for (;;) {
      await this.settled();
      if (!pending) return promise;
      if (!this.wakeNext(Number.POSITIVE_INFINITY)) {
        throw new Error('nothing more is due, and what is waited for has not happened');
      }
    }
  }

  /** Lets time pass up to `time`, in milliseconds since the epoch, and everything happen until then. */
  async advanceTo(time: number): Promise<void> {
    do await this.settled();
    while (this.wakeNext(time));
    this.passTo(time);
  }

  /** When the next sleeper wakes, in milliseconds since the epoch. Undefined if nobody sleeps. */
  nextWake(): number | undefined {
    return this.#sleepers[0]?.until;
  }

  /**
   * Lets time pass to the next sleeper and wakes it, or to `limit` if that is earlier.
   * @returns whether one was woken
   */
  wakeNext(limit: number): boolean {
    const [next] = this.#sleepers;
    if (!next || next.until > limit) {
      if (Number.isFinite(limit)) this.passTo(limit);
      return false;
    }
    this.#sleepers.shift();
    this.passTo(next.until);
    next.wake();
    return true;
  }

  /** Lets time pass, and wakes nobody. Never goes back. */
  passTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }
}
