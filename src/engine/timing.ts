// Every delay and retry limit of the engine, in one table per kind of host.

import { SERVICE_TICK_WAITS, type TickWaits } from '../cron/tick-delay.ts';

/** The queues that differ in how they space redeliveries. */
export type QueueName = 'launches' | 'default';

/** Milliseconds before the first redelivery, doubled for each further one up to a maximum. */
export interface Backoff {
  readonly minMs: number;
  readonly maxMs: number;
}

export interface Timing {
  /** Triages are on times that are whole multiples of this since the epoch, and no denser (engine.md K1). */
  readonly triagePeriodMs: number;
  /** How far ahead a tick of the cron machine is sent (engine.md M8). */
  readonly tickWaits: TickWaits;
  /** From the allocation of an Invocation to its first launch attempt (engine.md L2). */
  readonly launchDelayMs: number;
  /** From an abort that could not happen at once to the next try (engine.md A3). */
  readonly abortDelayMs: number;
  /** A launch that has failed transiently this many times fails for good (engine.md L4, L5). */
  readonly maxLaunchAttempts: number;
  /** How long one call of a Manager may take; then it is lost and comes again (manager-contract.md G6). */
  readonly callLimitMs: number;
  /** How long a Manager may take to cancel a task; then the Invocation is ABORTED all the same. */
  readonly abortLimitMs: number;
  /** An event of a RUNNING Invocation whose calls were lost this many times makes it fail. */
  readonly maxLostCalls: number;
  /** How long a stop waits for what goes on although it was told to stop. */
  readonly stopGraceMs: number;
  readonly backoff: Readonly<Record<QueueName, Backoff>>;
}

/** What the service does (engine.md K1, L2, L6, M8, A3). */
export const serviceTiming: Timing = {
  triagePeriodMs: 2_000,
  tickWaits: SERVICE_TICK_WAITS,
  launchDelayMs: 1_000,
  abortDelayMs: 1_000,
  maxLaunchAttempts: 50,
  callLimitMs: 600_000,
  abortLimitMs: 600_000,
  maxLostCalls: 50,
  stopGraceMs: 10_000,
  backoff: {
    launches: { minMs: 5_000, maxMs: 600_000 },
    default: { minMs: 100, maxMs: 3_600_000 },
  },
};

/** For somebody who sits in front of it: nothing waits longer than a person would. */
export const interactiveTiming: Timing = {
  triagePeriodMs: 100,
  tickWaits: SERVICE_TICK_WAITS,
  launchDelayMs: 0,
  abortDelayMs: 200,
  maxLaunchAttempts: 50,
  callLimitMs: 24 * 3_600_000,
  abortLimitMs: 10_000,
  maxLostCalls: 5,
  stopGraceMs: 2_000,
  backoff: {
    launches: { minMs: 1_000, maxMs: 30_000 },
    default: { minMs: 100, maxMs: 10_000 },
  },
};

/** Milliseconds to wait after failure number `failures`, from 1. */
export function backoffMs(backoff: Backoff, failures: number): number {
  return Math.min(backoff.maxMs, backoff.minMs * 2 ** (failures - 1));
}
