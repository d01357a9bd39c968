// What becomes of a pushed message (spec engine.md B4, B5).

import type { PubsubMessage } from '../../task/manager.ts';
import type { Clock } from '../../task/world.ts';
import type { Route } from './topic-names.ts';

export type PushResult =
  /** Handled, or not needed any more. */
  | 'ok'
  /** It met another event of its Invocation: worth another try at once. */
  | 'retry'
  /** Something outside is broken for now: deliver it again later. */
  | 'transient'
  /** It will never be of use: drop it. */
  | 'fatal';

/** What the engine does with a message. Never rejects. */
export type HandlePush = (route: Route, message: PubsubMessage) => Promise<PushResult>;

/**
 * Hands a message over, and once more a second later if that was a retry (B5). What is then a retry or transient is
 * left to the publisher, who delivers again.
 *
 * @param signal rejects the wait with its reason
 */
export async function deliverPush(
  handle: HandlePush,
  route: Route,
  message: PubsubMessage,
  clock: Clock,
  signal?: AbortSignal,
): Promise<PushResult> {
  const result = await handle(route, message);
  if (result !== 'retry') return result;
  await clock.sleep(RETRY_MS, signal);
  return handle(route, message);
}

const RETRY_MS = 1000;

/** What the answer to the HTTP request of a push says; publishers deliver again after what is not 2xx (B5). */
export const HTTP_STATUS_OF_PUSH: Readonly<Record<PushResult, number>> = {
  ok: 200,
  retry: 409,
  transient: 500,
  fatal: 202,
};
