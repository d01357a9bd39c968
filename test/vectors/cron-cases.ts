// Runs the cron machine over a case of the service's answers about it, and says where the two differ.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
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

export interface CronCase {
  readonly id: string;
  readonly input: { readonly schedule: string; readonly ops: readonly CronOp[] };
  readonly output: readonly CronAnswer[];
}

interface CronOp {
  readonly op: string;
  readonly now_ms?: number;
  readonly nonce_value?: number;
  readonly schedule?: string;
}

interface CronAnswer {
  readonly error: boolean;
  readonly state: {
    readonly enabled: boolean;
    readonly generation: number;
    readonly last_rewind_ms: number | null;
    readonly last_tick_when_ms: number | null;
    readonly last_tick_nonce: number;
    readonly suspended: boolean;
  };
  readonly actions: readonly (
    | { readonly kind: 'tick_later'; readonly when_ms: number | null; readonly nonce: number }
    | { readonly kind: 'start'; readonly generation: number }
  )[];
}

/** A line for each operation after which the machine is not where the service's is; none if all agree. */
export function cronDifferences({ input, output }: CronCase): readonly string[] {
  const differences: string[] = [];
  if (input.ops.length !== output.length) {
    differences.push(`${input.ops.length} operations, but ${output.length} answers`);
  }
  let schedule = parsed(input.schedule);
  let state = NEW_CRON_STATE;
  let nonces = 0;
  for (const [i, op] of input.ops.entries()) {
    if (op.schedule !== undefined) schedule = parsed(op.schedule);
    const context = { now: op.now_ms ?? 0, schedule, nonce: () => ++nonces };
    const step = perform(op, state, context);
    // After an error the service keeps nothing of what it did.
    if (!('kind' in step)) state = step.state;
    const ours = answer(state, step);
    const theirs = output[i];
    if (!isDeepStrictEqual(ours, theirs)) {
      differences.push(
        `operation ${i}, ${op.op}: got ${JSON.stringify(ours)}, want ${JSON.stringify(theirs)}`,
      );
    }
  }
  return differences;
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

function answer(state: CronState, step: CronStep | EarlyTick): CronAnswer {
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

function actionAnswer(action: CronAction): CronAnswer['actions'][number] {
  return action.kind === 'start'
    ? action
    : { kind: 'tick_later', when_ms: action.when ?? null, nonce: action.nonce };
}
