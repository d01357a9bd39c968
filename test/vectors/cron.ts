// Answers about the cron machine.

import assert from 'node:assert/strict';
import {
  type CronAction,
  type CronContext,
  type CronStep,
  disableCron,
  type EarlyTick,
  enableCron,
  onCronScheduleChange,
  onTimerTick,
  rewindCronIfNecessary,
} from '../../src/cron/cron-machine.ts';
import { type CronState, isSuspended, NEW_CRON_STATE } from '../../src/cron/cron-state.ts';
import { parseSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { differences } from './differences.ts';
import type { Comparison, Vector } from './vector.ts';

interface CronInput {
  readonly schedule: string;
  readonly ops: readonly CronOp[];
}

interface CronOp {
  readonly op: string;
  readonly now_ms?: number;
  readonly nonce_value?: number;
  readonly schedule?: string;
}

/** Goes through the operations; the state is compared after each. */
export function compareCron({ input, output }: Vector): Comparison {
  const { schedule: initial, ops } = input as CronInput;
  let schedule = parsed(initial);
  let state = NEW_CRON_STATE;
  let nonces = 0;
  const answers = ops.map((op) => {
    if (op.schedule !== undefined) schedule = parsed(op.schedule);
    const context = { now: op.now_ms ?? 0, schedule, nonce: () => ++nonces };
    const step = perform(op, state, context);
    // After an error the service keeps nothing of what it did.
    if (!('kind' in step)) state = step.state;
    return answer(state, step);
  });
  return differences(output, answers);
}

function parsed(text: string): Schedule {
  const result = parseSchedule(text);
  assert.ok(result.ok, `${text} is valid`);
  return result.schedule;
}

function perform(op: CronOp, state: CronState, context: CronContext): CronStep | EarlyTick {
  switch (op.op) {
    case 'enable':
      return enableCron(state, context);
    case 'disable':
      return disableCron(state);
    case 'rewind':
      return rewindCronIfNecessary(state, context);
    case 'schedule_change':
      return onCronScheduleChange(state, context);
    case 'tick':
      return onTimerTick(state, op.nonce_value ?? 0, context);
    case 'advance':
      return { state, actions: [] };
    default:
      throw new Error(`there is no operation ${op.op}`);
  }
}

function answer(state: CronState, step: CronStep | EarlyTick): unknown {
  return {
    error: 'kind' in step,
    state: {
      enabled: state.enabled,
      generation: state.generation,
      last_rewind_ms: state.lastRewind ?? null,
      last_tick_when_ms: state.lastTick.when ?? null,
      last_tick_nonce: state.lastTick.nonce,
      suspended: isSuspended(state),
    },
    actions: 'kind' in step ? [] : step.actions.map(actionAnswer),
  };
}

function actionAnswer(action: CronAction): unknown {
  return action.kind === 'start'
    ? action
    : { kind: 'tick_later', when_ms: action.when ?? null, nonce: action.nonce };
}
