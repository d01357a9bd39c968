// The context that the engine's handlers share, and the shape of a handler.

import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { World } from '../task/world.ts';
import type { LaunchesInProgress } from './invocation/launches-in-progress.ts';
import type { UnsavedLines } from './invocation/unsaved-lines.ts';
import type { EngineListener } from './listener.ts';
import type { Pubsub } from './pubsub/pubsub.ts';
import type { Delivery } from './queue/delivery.ts';
import type { Payload, PayloadKind } from './queue/queue-item.ts';
import type { EngineStore } from './store/engine-store.ts';
import type { Timing } from './timing.ts';

export interface EngineContext {
  readonly world: World;
  readonly store: EngineStore;
  readonly registry: ManagerRegistry;
  readonly timing: Timing;
  readonly history: HistoryLimits;
  readonly listener: Required<EngineListener>;
  readonly launches: LaunchesInProgress;
  readonly unsaved: UnsavedLines;
  /** Absent: Invocations cannot be notified. */
  readonly pubsub?: Pubsub;
}

/** How much of what has ended is kept; what is pinned is kept beyond, and not counted. */
export interface HistoryLimits {
  /** At most so many Invocations. */
  readonly count: number;
  /** None that ended longer ago. Milliseconds. */
  readonly ageMs: number;
}

/**
 * Handles one kind of queue item. Resolves: the item is done, and is taken out of the queue if the handler has not
 * done so. Rejects with a transient error or a `LostCall`: it is delivered again. Rejects with anything else: it can
 * never be done and is dropped.
 */
export type Handler<Kind extends PayloadKind> = (
  engine: EngineContext,
  payload: Payload<Kind>,
  delivery: Delivery,
) => Promise<void>;
