// The order of answers while somebody types: what is about a whole document waits until nobody has changed it for a moment,
// so that findings, completion and whatever else is asked at the cursor need not wait for it.

import type { CancellationToken } from 'vscode-languageserver';

/** Milliseconds without a change. Longer than most people need for a key, shorter than they need to look up. */
export const REST_MS = 400;

/**
 * Whether a document is at rest now; if not, a promise of the moment when it is, is open no more, or `token` asks to give up.
 * @param lastChange when it was changed last, in milliseconds on the clock of `now`; undefined if it was not, or is not open
 */
export function atRest(
  lastChange: () => number | undefined,
  token: CancellationToken,
  now: () => number,
): true | Promise<true> {
  const first = remainingMs(lastChange(), now());
  if (first <= 0 || token.isCancellationRequested) return true;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout;
    const wait = (ms: number) => {
      timer = setTimeout(() => {
        const rest = remainingMs(lastChange(), now());
        if (rest > 0) wait(rest);
        else done();
      }, ms);
    };
    const done = () => {
      clearTimeout(timer);
      cancelled.dispose();
      resolve(true);
    };
    const cancelled = token.onCancellationRequested(done);
    wait(first);
  });
}

/** Milliseconds until it is at rest if nobody changes it any more; one that was never changed is. */
function remainingMs(lastChange: number | undefined, now: number): number {
  return lastChange === undefined ? 0 : lastChange + REST_MS - now;
}
