// The durable queue of events: everything the engine does later, or must not forget, is an item of it.

import type { InvocationId, JobId } from '../task/ids.ts';
import type { QueueName } from './timing.ts';

/** What each kind of item carries; the names are those of the service's task queue (schema.md 1.3). */
interface Payloads {
  /** One attempt to launch. */
  LaunchInvocationTask: { readonly jobId: JobId; readonly invocationId: InvocationId };
  /** A timer's time has come. */
  TimerTask: {
    readonly jobId: JobId;
    readonly invocationId: InvocationId;
    readonly timerId: string;
  };
  /** An Invocation has reached a final status. */
  InvocationFinishedTask: { readonly jobId: JobId; readonly invocationId: InvocationId };
  /** An abort that could not happen at once. */
  AbortInvocationTask: { readonly jobId: JobId; readonly invocationId: InvocationId };
}

export type PayloadKind = keyof Payloads;

export type Payload<Kind extends PayloadKind = PayloadKind> = {
  [K in Kind]: { readonly kind: K } & Payloads[K];
}[Kind];

/** How redeliveries of each kind are spaced (engine.md L6). */
export const QUEUE_OF: Readonly<Record<PayloadKind, QueueName>> = {
  LaunchInvocationTask: 'launches',
  TimerTask: 'default',
  InvocationFinishedTask: 'default',
  AbortInvocationTask: 'default',
};

/** An item as it is put in. */
export interface NewQueueItem {
  readonly payload: Payload;
  /** When to deliver it, in milliseconds since the epoch; the past means at once. */
  readonly due: number;
  /** At most one item of a name is in the queue, being handled included: a second one is ignored. */
  readonly name?: string;
}

/** An item as it is delivered. */
export interface QueueItem extends NewQueueItem {
  readonly id: string;
  /** How often it had been taken before this time: 0 at the first delivery. */
  readonly attempt: number;
}

/**
 * The consuming side of the queue; items are put in by `Transaction.enqueue`. There is one consumer.
 *
 * Delivery is at least once: an item stays stored until `finish`, and an implementation may also
 * deliver it late, twice, or out of order. Every method may reject with a transient TaskError.
 */
export interface TaskQueue {
  /** Called once before the first `take`: gives back what a consumer that died had taken. */
  recover(): Promise<void>;
  /**
   * Takes the item that has been due the longest, if any is due at `now`. Its attempt is counted
   * durably before it is handed out, so that an attempt that kills the process counts too.
   */
  take(now: number): Promise<QueueItem | undefined>;
  /** The earliest due time among the items that are not taken. */
  nextDue(): Promise<number | undefined>;
  /** Removes a taken item. No effect if it is gone already. */
  finish(id: string): Promise<void>;
  /** Gives a taken item back, to be delivered again at `due`. No effect if it is gone already. */
  retry(id: string, due: number): Promise<void>;
}
