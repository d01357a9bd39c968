// How long a tick of a cron machine waits until it is delivered (spec engine.md M8).

import { isAbsolute } from '../schedule/schedule.ts';
import type { CronContext } from './cron-machine.ts';

/** How far ahead a tick may be sent. Milliseconds. */
export interface TickWaits {
  /** A wait longer than this … */
  readonly limit: number;
  /** … is cut to this; the machine sends such a tick on (M6). */
  readonly cut: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Of the service. */
export const SERVICE_TICK_WAITS: TickWaits = { limit: 15 * DAY_MS + HOUR_MS, cut: 15 * DAY_MS };
/** Of its instances whose app id ends in `-dev`. */
export const DEV_TICK_WAITS: TickWaits = { limit: 2 * MINUTE_MS, cut: MINUTE_MS };

/**
 * Whole milliseconds from `now` until the tick of a `tick-later` action is to be delivered, 0 or more.
 *
 * The next time of a cron expression is later than now, but for those with a zero-padded month
 * (schedule.md C9): these are due again as soon as they have fired, all through December. The service goes
 * through that loop as fast as its queue does. Ours is paced, so that the time of a virtual clock moves on.
 *
 * @param when of the action
 * @param context that of the event which the action comes from
 */
export function delayOfTick(
  when: number | undefined,
  { now, schedule }: Pick<CronContext, 'now' | 'schedule'>,
  waits: TickWaits,
): number {
  if (when === undefined) return 0;
  const wait = Math.ceil(when - now);
  if (wait <= 0) return isAbsolute(schedule) ? PAST_TICK_MS : 0;
  return wait > waits.limit ? waits.cut : wait;
}

const PAST_TICK_MS = 1000;
