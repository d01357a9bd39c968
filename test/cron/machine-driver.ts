// Drives a cron machine through events that are written in words.

import assert from 'node:assert/strict';
import {
  type CronContext,
  type CronStep,
  disableCron,
  type EarlyTick,
  enableCron,
  onCronScheduleChange,
  onTimerTick,
  rewindCronIfNecessary,
} from '../../src/cron/cron-machine.ts';
import { type CronState, NEW_CRON_STATE } from '../../src/cron/cron-state.ts';
import { DISTANT_FUTURE } from '../../src/schedule/next-time.ts';
import { parseSchedule, type Schedule } from '../../src/schedule/schedule.ts';

/** Times in words are milliseconds after this: 2015-09-14T22:42:00Z. */
export const START = Date.UTC(2015, 8, 14, 22, 42);

export class MachineDriver {
  state: CronState = NEW_CRON_STATE;
  private schedule: Schedule;
  private nonces = 0;

  constructor(schedule: string) {
    this.schedule = parsed(schedule);
  }

  context(now: number): CronContext {
    return { now, schedule: this.schedule, nonce: () => ++this.nonces };
  }

  /** @param event `enable`, `disable`, `rewind`, `tick NONCE` or `change SCHEDULE` */
  perform(event: string, now: number): CronStep | EarlyTick {
    const [verb = '', ...rest] = event.split(' ');
    const argument = rest.join(' ');
    if (verb === 'change') this.schedule = parsed(argument);
    const result = apply(this.state, verb, argument, this.context(now));
    if (!('kind' in result)) this.state = result.state;
    return result;
  }
}

export function parsed(text: string): Schedule {
  const result = parseSchedule(text);
  assert.ok(result.ok, `${text} is valid`);
  return result.schedule;
}

function apply(state: CronState, verb: string, argument: string, context: CronContext) {
  switch (verb) {
    case 'enable':
      return enableCron(state, context);
    case 'disable':
      return disableCron(state);
    case 'rewind':
      return rewindCronIfNecessary(state, context);
    case 'change':
      return onCronScheduleChange(state, context);
    case 'tick':
      return onTimerTick(state, Number(argument), context);
    default:
      throw new Error(`there is no event ${verb}`);
  }
}

/** Such as `gen 2, since 0, tick 1 at 10000; tick 1 at 10000`: the state, then the actions. */
export function inWords(state: CronState, result: CronStep | EarlyTick): string {
  if ('kind' in result) return `${result.left} ms too early`;
  const { generation, enabled, lastRewind, lastTick } = state;
  const { when, nonce } = lastTick;
  const parts = [
    `gen ${generation}`,
    ...(enabled ? [`since ${relative(lastRewind)}`] : ['disabled']),
    ...(nonce === 0 ? [] : [`tick ${nonce} ${relative(when)}`]),
  ];
  const actions = result.actions.map((action) =>
    action.kind === 'start'
      ? `start ${action.generation}`
      : `tick ${action.nonce} ${relative(action.when)}`,
  );
  return [parts.join(', '), ...actions].join('; ');
}

function relative(time: number | undefined): string {
  if (time === undefined) return 'without time';
  return time === DISTANT_FUTURE ? 'never' : `${time - START}`;
}
