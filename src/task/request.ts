// The request that made an Invocation start (spec manager-contract.md 8.2, schema.md 1.2, 1.3).

import type { InvocationId, JobId } from './ids.ts';

/** A JSON value as google.protobuf.Struct carries it. */
export type StructValue =
  | null
  | boolean
  | number
  | string
  | readonly StructValue[]
  | { readonly [key: string]: StructValue };

/** A google.protobuf.Struct. */
export type Struct = { readonly [key: string]: StructValue };

/** What a trigger carries, by its source. */
type TriggerPayload =
  | { readonly kind: 'cron'; readonly generation: bigint }
  | { readonly kind: 'webui' }
  | { readonly kind: 'noop'; readonly data: string }
  | {
      readonly kind: 'gitiles';
      readonly repo: string;
      readonly ref: string;
      readonly revision: string;
      readonly properties?: Struct;
      readonly tags?: readonly string[];
    }
  | {
      readonly kind: 'buildbucket';
      readonly properties?: Struct;
      readonly tags?: readonly string[];
    };

/** What a Manager hands to `Controller.emitTrigger`. */
export interface EmittedTrigger {
  /** Deduplication key within each receiving job; required. */
  readonly id: string;
  /** Milliseconds since the epoch; when absent the engine fills this and `orderInBatch`. */
  readonly created?: number;
  /** Breaks ties of `created`; give it together with `created`. */
  readonly orderInBatch?: number;
  readonly title?: string;
  readonly url?: string;
  readonly payload?: TriggerPayload;
}

/** A trigger as the engine stores and delivers it (`internal.triggers.Trigger`). */
export interface Trigger extends EmittedTrigger {
  readonly created: number;
  readonly orderInBatch: number;
  /** The emitting job; absent for cron, UI and API triggers. */
  readonly jobId?: JobId;
  /** The emitting Invocation; absent for cron, UI and API triggers. */
  readonly invocationId?: InvocationId;
  /** Identity `kind:value` of the caller for UI and API triggers; absent for the service itself. */
  readonly emittedByUser?: string;
}

/** Why an Invocation runs and what it was given. */
export interface Request {
  /** Identity `kind:value`, or '' when it is not one single user. */
  readonly triggeredBy: string;
  /** Oldest first; see `lastTrigger`. */
  readonly incomingTriggers: readonly Trigger[];
  readonly properties?: Struct;
  /** `key:value`, sorted by byte order. */
  readonly tags: readonly string[];
}

/** The newest incoming trigger, if any. */
export function lastTrigger(request: Request): Trigger | undefined {
  return request.incomingTriggers.at(-1);
}
