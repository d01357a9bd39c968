// An item of the durable queue: everything the engine does later, or must not forget, is one.

import type { InvocationId, JobId } from '../../task/ids.ts';
import type { PubsubMessage } from '../../task/manager.ts';
import type { Trigger } from '../../task/request.ts';
import type { QueueName } from '../timing.ts';

interface InvocationPayload {
  readonly jobId: JobId;
  readonly invocationId: InvocationId;
}

/** What each kind of item carries; the names are those of the service's task queue (schema.md 1.3). */
interface Payloads {
  /** A tick of the job's cron machine is due. */
  CronTickTask: { readonly jobId: JobId; readonly nonce: number };
  /** Triggers arrive at the job. */
  EnqueueTriggersTask: { readonly jobId: JobId; readonly triggers: readonly Trigger[] };
  /** The job looks at what there is to start. */
  TriageJobStateTask: { readonly jobId: JobId };
  /** One attempt to launch. */
  LaunchInvocationTask: InvocationPayload;
  /** A timer's time has come. */
  TimerTask: InvocationPayload & { readonly timerId: string };
  /** An Invocation has reached a final status. */
  InvocationFinishedTask: InvocationPayload;
  /** An abort that could not happen at once. */
  AbortInvocationTask: InvocationPayload;
  /** A message has been published to the topic of a Manager. */
  NotificationTask: { readonly manager: string; readonly message: PubsubMessage };
}

export type PayloadKind = keyof Payloads;

export type Payload<Kind extends PayloadKind = PayloadKind> = {
  [K in Kind]: { readonly kind: K } & Payloads[K];
}[Kind];

/** How redeliveries of each kind are spaced (engine.md L6). */
export function queueOf(kind: PayloadKind): QueueName {
  return kind === 'LaunchInvocationTask' ? 'launches' : 'default';
}

/** An item as it is put in. */
export interface NewQueueItem {
  readonly payload: Payload;
  /** When to deliver it, in milliseconds since the epoch; the past means at once. */
  readonly due: number;
  /** At most one item of a name is in the queue, being handled included: a second one is ignored. */
  readonly name?: string;
}

/** An item as it is stored. */
export interface QueueItem extends NewQueueItem {
  /** Unique for ever in its store, and rising: of two items the one that was put in later has the higher one. */
  readonly id: number;
  /** How many deliveries of it have begun and been counted. */
  readonly attempt: number;
}
