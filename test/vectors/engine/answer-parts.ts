// The parts of which the service's answers about the engine are made.

import { createHash } from 'node:crypto';
import type { Invocation } from '../../../src/engine/invocation/invocation.ts';
import type { Job } from '../../../src/engine/job/job.ts';
import { DISTANT_FUTURE } from '../../../src/schedule/next-time.ts';
import { decodeMessage } from '../../../src/schema/codec.ts';
import type { TaskDefWrapper } from '../../../src/schema/generated/messages.ts';
import { messageType } from '../../../src/schema/schema.ts';
import type { Trigger } from '../../../src/task/request.ts';
import type { Ordinals } from './ordinals.ts';

/** Longer lists are told by their digest. */
const MAX_LISTED = 40;

function listOrDigest<T>(list: readonly T[], idOf: (item: T) => string): unknown {
  if (list.length <= MAX_LISTED) return list;
  const ids = list.map(idOf);
  return {
    count: ids.length,
    first: ids.at(0),
    last: ids.at(-1),
    sha256: createHash('sha256').update(ids.join('\n')).digest('hex'),
  };
}

export function idsOrDigest(triggers: readonly Pick<Trigger, 'id'>[]): unknown {
  const ids = triggers.map(({ id }) => id);
  return listOrDigest(ids, (id) => id);
}

/** In milliseconds since the start; null if not set. */
function since(start: number, time: number | undefined): number | null {
  return time === undefined ? null : time - start;
}

export function cronPart({ cron }: Job, start: number) {
  const { when } = cron.lastTick;
  return {
    enabled: cron.enabled,
    generation: cron.generation,
    last_rewind_ms: since(start, cron.lastRewind),
    tick_ms: when === DISTANT_FUTURE ? 'distant' : since(start, when),
  };
}

/** What a job is like at the end. */
export function finalJobPart(job: Job, start: number, ordinals: Ordinals) {
  const ordinal = (id: Invocation['id']) => ordinals.of(job.id, id);
  return {
    enabled: job.enabled,
    paused: job.paused,
    paused_or_resumed_by: job.pausedOrResumed?.by ?? '',
    paused_or_resumed_ms: since(start, job.pausedOrResumed?.when),
    paused_or_resumed_reason: job.pausedOrResumed?.reason ?? '',
    schedule: job.schedule,
    revision: job.revision,
    task_version: taskVersion(job.task),
    triggered_job_ids: job.triggeredJobIds,
    active: job.activeInvocations.map(ordinal),
    recently_finished: job.finishedInvocations.map(({ id, finished }) => [
      ordinal(id),
      since(start, finished),
    ]),
    last_triage_ms: since(start, job.lastTriage),
  };
}

/** What an Invocation is like at the end. */
export function finalInvocationPart(invocation: Invocation, start: number, ordinals: Ordinals) {
  const triggers = (list: readonly Trigger[]) =>
    listOrDigest(
      list.map((trigger) => triggerPart(trigger, start, ordinals)),
      ({ id }) => id,
    );
  return {
    job: invocation.jobId,
    n: ordinals.of(invocation.jobId, invocation.id),
    created_ms: since(start, invocation.started),
    finished_ms: since(start, invocation.finished),
    status: invocation.status,
    incoming: triggers(invocation.incomingTriggers),
    outgoing: triggers(invocation.outgoingTriggers),
    triggered_by: invocation.triggeredBy,
    properties: invocation.properties ?? null,
    tags: invocation.tags,
    task_version: taskVersion(invocation.task),
    revision: invocation.revision,
    triggered_job_ids: invocation.triggeredJobIds,
    retry_count: invocation.retryCount,
    pending_timers: invocation.pendingTimers.map(({ eta, title }) => ({
      eta_ms: since(start, eta),
      title,
    })),
    task_data: Buffer.from(invocation.taskData).toString(),
    view_url: invocation.viewUrl,
    aborted_by: invocation.abortedBy ?? '',
  };
}

function triggerPart(trigger: Trigger, start: number, ordinals: Ordinals) {
  const { jobId, invocationId } = trigger;
  return {
    id: trigger.id,
    created_ms: since(start, trigger.created),
    order: trigger.orderInBatch,
    from_job: jobId ?? '',
    from_inv: jobId && invocationId !== undefined ? ordinals.of(jobId, invocationId) : 0,
    user: trigger.emittedByUser ?? '',
    title: trigger.title ?? '',
    url: trigger.url ?? '',
  };
}

function taskVersion(task: Uint8Array): number {
  const type = messageType('scheduler.config.TaskDefWrapper');
  return Number(decodeMessage<TaskDefWrapper>(type, task).noop?.sleepMs ?? 0n);
}
