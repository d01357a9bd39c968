// The decision of a triage: what a job starts, drops and acknowledges (engine.md 5.7). Pure.

import type { Policy, PolicyRequest } from '../../policy/policy.ts';
import type { InvocationId } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import { type FinishedInvocation, isActive, type Job } from '../job/job.ts';

export interface TriageState {
  readonly job: Job;
  /** Oldest first. */
  readonly pending: readonly Trigger[];
  /** Invocations that have ended and are not acknowledged yet. */
  readonly recentlyFinished: readonly InvocationId[];
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface TriageDecision extends Acknowledged {
  /** What to start, in this order. */
  readonly requests: readonly PolicyRequest[];
  /** Ids of the triggers that are pending no more, those that go into requests included. */
  readonly consumed: readonly string[];
}

/** What the job's record says of its Invocations from now on; those to be started are not among them yet. */
type Acknowledged = Pick<Job, 'activeInvocations' | 'finishedInvocations'>;

/** For so long a job names what has finished. */
const FINISHED_MS = 10 * 60_000;

/** So many pending triggers are looked at; when there are more, the oldest are dropped (T7). */
const MAX_PENDING = 1000;

/** @param log called with each line of the triage log */
export function triage(state: TriageState, log: (line: string) => void): TriageDecision {
  const { activeInvocations, finishedInvocations } = acknowledge(state, log);
  const { job, pending, policy, now } = state;
  if (pending.length > 0 && !isActive(job)) {
    const why = job.enabled ? 'paused' : 'disabled';
    log(`The job is ${why}: dropping all pending triggers (${pending.length})`);
    return { activeInvocations, finishedInvocations, requests: NONE, consumed: ids(pending) };
  }

  const surplus = pending.length > MAX_PENDING ? pending.slice(0, -MAX_PENDING) : NONE;
  const triggers = surplus.length > 0 ? pending.slice(surplus.length) : pending;
  if (surplus.length > 0) {
    log(`Too many pending triggers: dropping the oldest ${surplus.length} of ${pending.length}`);
  }
  const active = activeInvocations.length;
  const { requests, discards, logLines } = policy({ now, activeInvocations: active, triggers });
  for (const line of logLines) log(line);
  if (pending.length === 0) {
    return { activeInvocations, finishedInvocations, requests, consumed: NONE };
  }
  const consumed: string[] = [];
  for (const { id } of surplus) consumed.push(id);
  for (const { id } of discards) consumed.push(id);
  for (const { incomingTriggers } of requests) {
    for (const { id } of incomingTriggers) consumed.push(id);
  }
  const used = consumed.length - surplus.length - discards.length;
  log(
    `The policy asks for ${requests.length} new invocations, uses ${used} triggers and discards ${discards.length}`,
  );
  return { activeInvocations, finishedInvocations, requests, consumed };
}

const NONE: readonly never[] = [];

/** Takes the Invocations that have ended out of the active ones (step 2). */
function acknowledge(
  { job, recentlyFinished, now }: TriageState,
  log: (line: string) => void,
): Acknowledged {
  const finished = job.finishedInvocations;
  const kept = finished.every((entry) => isRecent(entry, now))
    ? finished
    : finished.filter((entry) => isRecent(entry, now));
  if (recentlyFinished.length === 0) {
    return { activeInvocations: job.activeInvocations, finishedInvocations: kept };
  }

  const hasEnded = membership(recentlyFinished);
  const activeInvocations: InvocationId[] = [];
  const finishedInvocations = [...kept];
  for (const id of job.activeInvocations) {
    if (!hasEnded(id)) {
      activeInvocations.push(id);
      continue;
    }
    log(`Invocation ${id} has finished`);
    finishedInvocations.push({ id, finished: now });
  }
  return { activeInvocations, finishedInvocations };
}

/** Whether an Invocation is among some. Mostly there is one, for which a set would be much ado. */
function membership(ids: readonly InvocationId[]): (id: InvocationId) => boolean {
  if (ids.length === 1) return (id) => id === ids[0];
  const set = new Set(ids);
  return (id) => set.has(id);
}

function isRecent({ finished }: FinishedInvocation, now: number): boolean {
  return finished > now - FINISHED_MS;
}

function ids(triggers: readonly Trigger[]): readonly string[] {
  return triggers.map(({ id }) => id);
}
