// The cron machine of a job (spec engine.md 5.3): what each event makes of its state, and what follows from it.
//
// All functions are pure but for the nonces that they draw. Whoever calls them stores the state and performs
// the actions in one transaction. A state that nothing has changed is returned itself, not a copy.

import { DISTANT_FUTURE, nextTime } from '../schedule/next-time.ts';
import { isAbsolute, type Schedule } from '../schedule/schedule.ts';
import { type CronState, isSuspended, NO_TICK } from './cron-state.ts';

/** What the machine knows of the world at an event. */
export interface CronContext {
  /** Milliseconds since the Unix epoch, UTC. */
  readonly now: number;
  /** The one in force: `triggered` if the job is paused (M10). */
  readonly schedule: Schedule;
  /** Draws a number that no tick of this job had before, 1 to 2⁵³−1. Called only for a new tick. */
  nonce(): number;
}

export type CronAction =
  /**
   * Deliver `onTimerTick` with this nonce at that time; how long to wait is for `delayOfTick` to say. A
   * tick without a time is due at once, and ignored when it comes (M3).
   */
  | { readonly kind: 'tick-later'; readonly when: number | undefined; readonly nonce: number }
  /** The job is due: emit the cron trigger of this generation (M7). */
  | { readonly kind: 'start'; readonly generation: number };

export interface CronStep {
  readonly state: CronState;
  /** In the order in which to perform them. */
  readonly actions: readonly CronAction[];
}

/** What is wrong with a tick that came before its time: deliver it again later (M6). */
export interface EarlyTick {
  readonly kind: 'early-tick';
  /** Milliseconds until it is due. */
  readonly left: number;
}

/** The job is new, or back: counts from now on (M1). Nothing happens to a machine that is enabled. */
export function enableCron(state: CronState, context: CronContext): CronStep {
  if (state.enabled) return unchanged(state);
  return rewind({ ...state, enabled: true, lastTick: NO_TICK }, context);
}

/** The job is gone (M2). The generation rises each time, so that it never names two triggers. */
export function disableCron({ generation }: CronState): CronStep {
  return unchanged({
    enabled: false,
    generation: generation + 1,
    lastRewind: undefined,
    lastTick: NO_TICK,
  });
}

/** No invocation is active: a machine that waits for no tick counts again from now (M4, M9). */
export function rewindCronIfNecessary(state: CronState, context: CronContext): CronStep {
  const waits = state.lastTick.when !== undefined;
  return !state.enabled || waits ? unchanged(state) : rewind(state, context);
}

/** The schedule in force may be another one (M5, M10). */
export function onCronScheduleChange(state: CronState, context: CronContext): CronStep {
  if (!state.enabled) return unchanged(state);
  if (state.lastTick.when !== undefined) return scheduleTick(state, context);
  // A relative schedule that has fired goes on when its invocation has ended.
  return isAbsolute(context.schedule) ? rewind(state, context) : unchanged(state);
}

/** A tick has come; ignored unless it is the one that the machine waits for (M6). */
export function onTimerTick(
  state: CronState,
  nonce: number,
  context: CronContext,
): CronStep | EarlyTick {
  const { when, nonce: expected } = state.lastTick;
  if (isSuspended(state) || when === undefined || nonce !== expected) return unchanged(state);
  const left = when - context.now;
  if (left > LONG_WAIT_MS) return tickAt(state, when, context);
  if (left > CLOCK_DRIFT_MS) return { kind: 'early-tick', left };

  const generation = state.generation + 1;
  const fired: CronStep = {
    state: { ...state, generation, lastTick: NO_TICK },
    actions: [{ kind: 'start', generation }],
  };
  if (!isAbsolute(context.schedule)) return fired;
  // From a time before the tick's the next tick would be the same one.
  const next = rewind(fired.state, left > 0 ? { ...context, now: when } : context);
  return { state: next.state, actions: [...fired.actions, ...next.actions] };
}

/** A tick that comes earlier than that was sent on the way, by a wait with a limit (M8). */
const LONG_WAIT_MS = 1000;
/** Clocks may differ by that much. */
const CLOCK_DRIFT_MS = 50;

const NO_ACTIONS: readonly CronAction[] = [];

function unchanged(state: CronState): CronStep {
  return { state, actions: NO_ACTIONS };
}

function rewind(state: CronState, context: CronContext): CronStep {
  const rewound = { ...state, generation: state.generation + 1, lastRewind: context.now };
  return scheduleTick(rewound, context);
}

/** Waits for the next time of the schedule, if that is not what the machine does already (M3). */
function scheduleTick(state: CronState, context: CronContext): CronStep {
  const { lastRewind = context.now, lastTick } = state;
  const when = nextTime(context.schedule, context.now, lastRewind);
  return when === lastTick.when ? unchanged(state) : tickAt(state, when, context);
}

function tickAt(state: CronState, when: number | undefined, context: CronContext): CronStep {
  const lastTick = { when, nonce: context.nonce() };
  return {
    state: { ...state, generation: state.generation + 1, lastTick },
    actions: when === DISTANT_FUTURE ? NO_ACTIONS : [{ kind: 'tick-later', ...lastTick }],
  };
}
