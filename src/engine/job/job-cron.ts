// The cron machine of a job, wired to the queue (engine.md M7, M8).

import {
  type CronContext,
  type CronStep,
  disableCron,
  enableCron,
  onCronScheduleChange,
  onTimerTick,
  rewindCronIfNecessary,
} from '../../cron/cron-machine.ts';
import type { CronState } from '../../cron/cron-state.ts';
import { cronTriggerId } from '../../cron/cron-trigger-id.ts';
import { delayOfTick } from '../../cron/tick-delay.ts';
import { parseSchedule, type Schedule } from '../../schedule/schedule.ts';
import { TaskError } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { effectiveSchedule, type Job } from './job.ts';

type Event = (state: CronState, context: CronContext) => CronStep;

/**
 * The job after events of its cron machine, one after the other; what they ask for is put into the queue.
 * @throws EngineError `schedule-invalid`, with nothing written
 */
export function stepCron(
  engine: EngineContext,
  tx: EngineTransaction,
  job: Job,
  ...events: readonly Event[]
): Job {
  const cron = cronAfter(engine, tx, job, ...events);
  return cron === job.cron ? job : { ...job, cron };
}

/** The same for who changes more of the job than that. */
export function cronAfter(
  engine: EngineContext,
  tx: EngineTransaction,
  job: Job,
  ...events: readonly Event[]
): CronState {
  let { cron } = job;
  const context = contextOf(engine, job);
  for (const event of events) {
    const step = event(cron, context);
    cron = step.state;
    perform(engine, tx, job, step, context);
  }
  return cron;
}

/** The events of `stepCron`. */
export const cronEvents = {
  enable: enableCron,
  disable: disableCron,
  scheduleChange: onCronScheduleChange,
  rewindIfNecessary: rewindCronIfNecessary,
} as const satisfies Readonly<Record<string, Event>>;

/** A tick of the cron machine is due, or early, or out of date (M6). */
export const tickCron: Handler<'CronTickTask'> = (engine, { jobId, nonce }, delivery) =>
  engine.store.transaction((tx) => {
    const job = tx.rows.job(jobId);
    if (job) {
      const context = contextOf(engine, job);
      const step = onTimerTick(job.cron, nonce, context);
      if ('kind' in step) throw new TaskError('transient', `a tick came ${step.left} ms early`);
      if (step.state !== job.cron) tx.putJob({ ...job, cron: step.state });
      perform(engine, tx, job, step, context);
    }
    tx.finish(delivery);
  });

function contextOf({ world }: EngineContext, job: Job): CronContext {
  return {
    now: world.clock.now(),
    schedule: scheduleOf(job),
    nonce: () => Math.floor(world.random() * Number.MAX_SAFE_INTEGER) + 1,
  };
}

function perform(
  { timing }: EngineContext,
  tx: EngineTransaction,
  { id: jobId }: Job,
  { actions }: CronStep,
  context: CronContext,
): void {
  const { now } = context;
  for (const action of actions) {
    if (action.kind === 'tick-later') {
      const { when, nonce } = action;
      const delay = delayOfTick(when, context, timing.tickWaits);
      tx.enqueue({ kind: 'CronTickTask', jobId, nonce }, now + delay);
    } else {
      const { generation } = action;
      const trigger = {
        id: cronTriggerId(generation),
        created: now,
        orderInBatch: 0,
        payload: { kind: 'cron', generation: BigInt(generation) },
      } as const;
      tx.enqueue({ kind: 'EnqueueTriggersTask', jobId, triggers: [trigger] }, now);
    }
  }
}

const MAX_PARSED = 10_000;
const parsedSchedules = new Map<string, Schedule>();

/** Parsed once for each text: a schedule is asked for its next time again and again. */
function scheduleOf(job: Job): Schedule {
  const text = effectiveSchedule(job);
  const known = parsedSchedules.get(text);
  if (known) return known;
  const parsed = parseSchedule(text);
  if (!parsed.ok) {
    const message = `The schedule of ${job.id} cannot be read: ${parsed.reason}`;
    throw new EngineError('schedule-invalid', message);
  }
  if (parsedSchedules.size >= MAX_PARSED) parsedSchedules.clear();
  parsedSchedules.set(text, parsed.schedule);
  return parsed.schedule;
}
