// A time limit for part of a Manager's work, on the injected clock.

import type { Clock } from './clock.ts';

/** How long work that was told to end may take to say what it has. */
const GRACE_MS = 1000;

/**
 * Runs `work` with a signal that aborts after `ms` milliseconds, or as soon as `signal` does.
 * Resolves or rejects as `work` does. Work that does not obey its signal is left alone a second later; then this
 * rejects with the signal's reason, which after the time limit is a DeadlineExceeded.
 */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const cut = () => limit.abort(signal.reason);
  signal.addEventListener('abort', cut, { once: true });
  const finished = new AbortController();
  clock.sleep(ms, finished.signal).then(
    () => limit.abort(new DeadlineExceeded(ms)),
    () => {}, // The work was faster: there is nothing left to limit.
  );
  const abandoned = new Promise<never>((_, reject) => {
    limit.signal.addEventListener(
      'abort',
      () => {
        clock.sleep(GRACE_MS, finished.signal).then(
          () => reject(limit.signal.reason),
          () => {},
        );
      },
      { once: true },
    );
  });
  try {
    return await Promise.race([work(limit.signal), abandoned]);
  } finally {
    finished.abort();
    signal.removeEventListener('abort', cut);
  }
}

/** The time limit of `withDeadline` has passed. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor(ms: number) {
    super(`gave up after ${ms / 1000} s, the time limit of this task`);
  }
}
