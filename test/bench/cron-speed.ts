// How long the next time of a schedule and a whole tick of the cron machine take.

import { type CronContext, enableCron, onTimerTick } from '../../src/cron/cron-machine.ts';
import { NEW_CRON_STATE } from '../../src/cron/cron-state.ts';
import { nextTime } from '../../src/schedule/next-time.ts';
import { parseSchedule, type Schedule } from '../../src/schedule/schedule.ts';

/** What most jobs have, then what takes the longest: rare days, and none at all. */
export const TIMED_SCHEDULES: readonly string[] = [
  '*/5 * * * *',
  '0 * * * *',
  '30 4 * * mon-fri',
  'with 30m interval',
  '0 0 31W * *',
  '0 0 29 2 *',
  '0 0 * 2 5#5',
  '0 0 30 2 *',
];

export interface CronSpeed {
  /** Microseconds for a next time: the median of some rounds. */
  readonly next: number;
  /** Microseconds for a tick that fires and asks for the one after it. */
  readonly tick: number;
}

const START = Date.UTC(2015, 8, 14, 22, 42);
const END = Date.UTC(2090, 0);
const ROUNDS = 41;
const CALLS = 500;

export function cronSpeed(text: string): CronSpeed {
  const parsed = parseSchedule(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { next: nextSpeed(parsed.schedule), tick: tickSpeed(parsed.schedule) };
}

function nextSpeed(schedule: Schedule): number {
  let now = START;
  return microseconds(() => {
    const next = nextTime(schedule, now, now);
    // Another second each time where there is none; back to the start before the end of the calendar.
    now = next === undefined || next > END ? START + (now % 1_000_000) + 1000 : next;
  });
}

function tickSpeed(schedule: Schedule): number {
  let nonce = 0;
  const draw = () => ++nonce;
  const at = (now: number): CronContext => ({ now, schedule, nonce: draw });
  let { state } = enableCron(NEW_CRON_STATE, at(START));
  return microseconds(() => {
    const { when = END, nonce: awaited } = state.lastTick;
    const step = onTimerTick(state, awaited, at(when));
    if ('kind' in step) throw new Error('no tick is early');
    const hasNext = step.state.lastTick.when !== undefined && when < END;
    state = hasNext ? step.state : enableCron(NEW_CRON_STATE, at(START)).state;
  });
}

function microseconds(call: () => void): number {
  const rounds: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    for (let j = 0; j < CALLS; j++) call();
    rounds.push(((performance.now() - start) * 1000) / CALLS);
  }
  return rounds.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}
