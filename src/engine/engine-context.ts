// The context that the engine's handlers share, and the shape of a handler.

import type { ManagerRegistry } from '../task/manager-registry.ts';
import type { World } from '../task/world.ts';
import type { LaunchesInProgress } from './launches-in-progress.ts';
import type { EngineListener } from './listener.ts';
import type { ObservedStore } from './observed-store.ts';
import type { Payload, PayloadKind } from './task-queue.ts';
import type { Timing } from './timing.ts';
import type { UnsavedLines } from './unsaved-lines.ts';

export interface EngineContext {
  readonly world: World;
  readonly store: ObservedStore;
  readonly registry: ManagerRegistry;
  readonly timing: Timing;
  readonly listener: Required<EngineListener>;
  readonly launches: LaunchesInProgress;
  readonly unsaved: UnsavedLines;
}

/** What a handler knows about the delivery that called it. */
export interface Delivery {
  /** How often the item had been taken before this time: 0 at the first delivery. */
  readonly attempt: number;
  /** Aborts when the engine stops. */
  readonly signal: AbortSignal;
}

/**
 * Handles one kind of queue item. Resolves: the item is done. Rejects with a `fatal` TaskError: it can
 * never be done and is dropped. Rejects with anything else, a crash included: it is delivered again.
 */
export type Handler<Kind extends PayloadKind> = (
  engine: EngineContext,
  payload: Payload<Kind>,
  delivery: Delivery,
) => Promise<void>;
