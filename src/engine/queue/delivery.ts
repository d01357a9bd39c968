// One delivery of a queue item, as its handler knows it.

import type { QueueItem } from './queue-item.ts';

export interface Delivery {
  /** Its `attempt` is how often it has been delivered before: 0 at the first time. */
  readonly item: QueueItem;
  /**
   * Aborts when the engine stops, when the Invocation that is launched has ended, or when the delivery has taken too
   * long (`Timing.callLimitMs`).
   */
  readonly signal: AbortSignal;
  /** Aborts the signal. */
  cut(reason: unknown): void;
  /** Its time was over long ago: what goes on of it, nobody waits for. */
  readonly isAbandoned: boolean;
  /** Set when a transaction has taken the item out of the queue. */
  finished: boolean;
}
