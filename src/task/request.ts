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

/** A tick of the job's own schedule. */
interface CronTrigger {
  readonly kind: 'cron';
  readonly generation: bigint;
}

/** A click on "Trigger". */
interface WebUITrigger {
  readonly kind: 'webui';
}

/** A test trigger. */
interface NoopTrigger {
  readonly kind: 'noop';
  readonly data: string;
}

/** A commit in a repository that Gitiles serves. */
export interface GitilesTrigger {
  readonly kind: 'gitiles';
  /** The repository's URL as the emitter wrote it; see `parseRepoUrl`. */
  readonly repo: string;
  /** In full, such as `refs/heads/main`. */
  readonly ref: string;
  /** The commit's id in hex. */
  readonly revision: string;
  readonly properties?: Struct;
  readonly tags?: readonly string[];
}

/** What a caller of the API wants to be built. */
interface BuildbucketTrigger {
  readonly kind: 'buildbucket';
  readonly properties?: Struct;
  readonly tags?: readonly string[];
}

/** What a trigger carries, by its source. A trigger without one is possible: it starts an Invocation with nothing. */
type TriggerPayload =
  | CronTrigger
  | WebUITrigger
  | NoopTrigger
  | GitilesTrigger
  | BuildbucketTrigger;

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
  /** `key:value`, sorted by byte order once the Invocation is stored. */
  readonly tags: readonly string[];
}

/** The newest incoming trigger, if any. */
export function lastTrigger(request: Request): Trigger | undefined {
  return request.incomingTriggers.at(-1);
}
