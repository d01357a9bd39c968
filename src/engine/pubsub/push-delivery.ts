// What becomes of a pushed message (spec engine.md B4, B5).

import { isRace, isTransient, TaskError } from '../../task/task-error.ts';
import type { Clock } from '../../task/world.ts';

export type PushResult =
  /** Handled, or not needed any more. */
  | 'ok'
  /** It met another event of its Invocation: worth another try soon. */
  | 'retry'
  /** Something outside is broken for now: deliver it again later. */
  | 'transient'
  /** It will never be of use: drop it. */
  | 'fatal';

/**
 * Hands a message over, and once more a second later if that met a race (B5). Resolves when it is dealt with; rejects
 * as the last try does, and it is then up to the publisher to deliver again.
 *
 * @param handle one try; the kind of its rejection counts
 * @param onRace told of the first try's rejection
 * @param signal ends the wait: there is no second try then
 */
export async function deliverPush(
  handle: () => Promise<void>,
  clock: Clock,
  onRace: (error: unknown) => void,
  signal?: AbortSignal,
): Promise<void> {
  try {
    return await handle();
  } catch (error) {
    if (!isRace(error)) throw error;
    onRace(error);
    try {
      await clock.sleep(RETRY_MS, signal);
    } catch {
      throw error;
    }
  }
  return handle();
}

const RETRY_MS = 1000;

/** What the rejection of a delivery says to the publisher. A fault of ours says nothing about the message. */
export function pushResultOf(error: unknown): PushResult {
  if (isRace(error)) return 'retry';
  return isTransient(error) || !(error instanceof TaskError) ? 'transient' : 'fatal';
}

/** What the answer to the HTTP request of a push says; publishers deliver again after what is not 2xx (B5). */
export const HTTP_STATUS_OF_PUSH: Readonly<Record<PushResult, number>> = {
  ok: 200,
  retry: 409,
  transient: 500,
  fatal: 202,
};
