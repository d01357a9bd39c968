// The order of answers while somebody types: what is about a whole document waits until nobody has changed it for a moment,
// so that findings, completion and whatever else is asked at the cursor need not wait for it.

import type { CancellationToken } from 'vscode-languageserver';

/**
 * How long nobody has to change a document of so many characters for it to be at rest, in milliseconds. Longer than most
 * people need for a key, shorter than they need to look up. What is about all of a long document keeps an editor busy long
 * after it was answered, so there it has to be a pause.
 */
export function restMs(length: number): number {
  return 400 + Math.min(1600, length / 1000);
}

/**
 * Whether a document is at rest now; if not, a promise of the moment when it is, is open no more, or `token` asks to give up.
 * @param restsAt when it will be if nobody changes it any more, on the clock of `now`; undefined if it is not open
 */
export function atRest(
  restsAt: () => number | undefined,
  token: CancellationToken,
  now: () => number,
): true | Promise<true> {
  const first = (restsAt() ?? 0) - now();
  if (first <= 0 || token.isCancellationRequested) return true;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout;
    const wait = (ms: number) => {
      timer = setTimeout(() => {
        const rest = (restsAt() ?? 0) - now();
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
