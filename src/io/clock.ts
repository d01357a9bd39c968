// The interface to whatever tells time: a real clock, or one of a simulation.

export interface Clock {
  /** Milliseconds since the Unix epoch, UTC; whole. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds (at once if `ms` <= 0). Rejects with `signal.reason` as soon as
   * the signal aborts. A virtual clock resolves when its time gets there.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
