// The triage of a job: reads what there is, decides, and stores all that comes of it (engine.md 5.7).

import type { Policy } from '../../policy/policy.ts';
import { policyOfJob } from '../../policy/policy-definition.ts';
import type { JobId } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import { isTransient, TaskError } from '../../task/task-error.ts';
import type { EngineContext, Handler } from '../engine-context.ts';
import { allocateInvocation } from '../invocation/allocate-invocation.ts';
import type { Job } from '../job/job.ts';
import { cronAfter, cronEvents } from '../job/job-cron.ts';
import type { Delivery } from '../queue/delivery.ts';
import type { EngineTransaction } from '../store/engine-store.ts';
import { compareTriggers } from '../trigger-order.ts';
import { triage } from './triage.ts';
import { TriageLogger } from './triage-log.ts';

/** How long a trigger's id is remembered after the trigger was consumed (T5). */
const TOMBSTONE_MS = 30 * 60_000;

/** All in one transaction; one that fails leaves its log and comes again. */
export const triageJob: Handler<'TriageJobStateTask'> = (engine, { jobId }, delivery) => {
  const logger = new TriageLogger(engine.world.clock);
  const done = engine.store.transaction((tx) => {
    const job = tx.rows.job(jobId);
    if (job) {
      triageIn(engine, tx, job, logger);
      tx.rows.putTriageLog(jobId, logger.triageLog);
    }
    tx.finish(delivery);
  });
  return done.catch(async (error) => {
    await keepLogOfFailure(engine, jobId, delivery, logger, error);
    throw isTransient(error)
      ? error
      : new TaskError('transient', `triage of ${jobId}`, { cause: error });
  });
};

function triageIn(
  engine: EngineContext,
  tx: EngineTransaction,
  job: Job,
  logger: TriageLogger,
): void {
  const { id: jobId } = job;
  const log = (line: string) => logger.log(line);
  const now = engine.world.clock.now();
  tx.rows.purgeTombstones(jobId, now - TOMBSTONE_MS - 1); // Older than that: at the very time they hold.
  const pending = sorted(tx.rows.pendingTriggers(jobId));
  const recentlyFinished = tx.rows.recentlyFinished(jobId);
  const active = job.activeInvocations.length;
  log(
    `Triage begins: ${active} active invocations, ${recentlyFinished.length} recently finished, ${pending.length} pending triggers`,
  );

  const policy = policyOf(job.triggeringPolicy, log);
  const decision = triage({ job, pending, recentlyFinished, policy, now }, log);
  const { requests, consumed, finishedInvocations } = decision;
  if (recentlyFinished.length > 0) tx.rows.clearRecentlyFinished(jobId);
  if (consumed.length > 0) tx.rows.consumeTriggers(jobId, consumed, now);

  let { activeInvocations } = decision;
  if (requests.length > 0) {
    const started = requests.map((request) => allocateInvocation(engine, tx, job, request, now));
    for (const id of started) log(`Invocation ${id} starts`);
    activeInvocations = [...activeInvocations, ...started];
  }
  const isIdle = activeInvocations.length === 0;
  const cron = isIdle ? cronAfter(engine, tx, job, cronEvents.rewindIfNecessary) : job.cron;
  if (cron !== job.cron) log('The schedule counts again from now on');
  tx.putJob({ ...job, activeInvocations, finishedInvocations, cron, lastTriage: now });
  log('Triage is done');
}

/** Best effort: who asks why nothing starts should read why the triage fails. */
async function keepLogOfFailure(
  engine: EngineContext,
  jobId: JobId,
  { item }: Delivery,
  logger: TriageLogger,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  logger.log(`Triage has failed, try ${item.attempt + 1}: ${reason}`);
  try {
    await engine.store.transaction((tx) => tx.rows.putTriageLog(jobId, logger.triageLog));
  } catch (failure) {
    engine.listener.serviceLog(`Could not store the triage log of ${jobId}`, failure);
  }
}

function policyOf(bytes: Uint8Array, log: (line: string) => void): Policy {
  const { policy, problem } = policyOfJob(bytes);
  if (problem !== undefined)
    log(`The triggering policy is of no use, the default stands in: ${problem}`);
  return policy;
}

function sorted(triggers: readonly Trigger[]): readonly Trigger[] {
  return triggers.length < 2 ? triggers : [...triggers].sort(compareTriggers);
}
