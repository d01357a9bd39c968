// The state of a job's cron machine (spec engine.md 5.3), as a store keeps it: plain data, never changed.

import { DISTANT_FUTURE } from '../schedule/next-time.ts';

export interface CronState {
  /** Whether the job is: a machine that is not ignores all but `enableCron`. */
  readonly enabled: boolean;
  /** How often the state has changed. Never goes back, also while the job is disabled. */
  readonly generation: number;
  /** From when an interval counts, in milliseconds since the Unix epoch; undefined while disabled. */
  readonly lastRewind: number | undefined;
  readonly lastTick: LastTick;
}

/** The tick that the machine waits for. */
export interface LastTick {
  /**
   * When, in milliseconds since the Unix epoch, not whole if an interval is not; `DISTANT_FUTURE` for never.
   * Undefined if the machine waits for none: it is disabled, its schedule has no next time, or it is
   * relative and has fired (M9).
   */
  readonly when: number | undefined;
  /** What the tick has to say to be the one; 0 for none. */
  readonly nonce: number;
}

/** No tick at all. */
export const NO_TICK: LastTick = Object.freeze({ when: undefined, nonce: 0 });

/** The state of a job that was never enabled. */
export const NEW_CRON_STATE: CronState = Object.freeze({
  enabled: false,
  generation: 0,
  lastRewind: undefined,
  lastTick: NO_TICK,
});

/** Whether no tick can make the machine fire as it is now (M6). */
export function isSuspended({ enabled, lastTick: { when } }: CronState): boolean {
  return !enabled || when === undefined || when === DISTANT_FUTURE;
}
