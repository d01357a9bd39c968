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

export interface TriageDecision {
  /** With its active and finished Invocations brought up to date; those to be started are not among them yet. */
  readonly job: Job;
  /** What to start, in this order. */
  readonly requests: readonly PolicyRequest[];
  /** Ids of the triggers that are pending no more, those that go into requests included. */
  readonly consumed: readonly string[];
}

/** For so long a job names what has finished. */
const FINISHED_MS = 10 * 60_000;

/** So many pending triggers are looked at; when there are more, the oldest are dropped (T7). */
const MAX_PENDING = 1000;

/** @param log called with each line of the triage log */
export function triage(state: TriageState, log: (line: string) => void): TriageDecision {
  const job = acknowledge(state, log);
  const { pending, policy, now } = state;
  if (pending.length > 0 && !isActive(job)) {
    const why = job.enabled ? 'paused' : 'disabled';
    log(`The job is ${why}: dropping all pending triggers (${pending.length})`);
    return { job, requests: [], consumed: ids(pending) };
  }

  const surplus = pending.slice(0, Math.max(0, pending.length - MAX_PENDING));
  const triggers = surplus.length > 0 ? pending.slice(surplus.length) : pending;
  if (surplus.length > 0) {
    log(`Too many pending triggers: dropping the oldest ${surplus.length} of ${pending.length}`);
  }
  const activeInvocations = job.activeInvocations.length;
  const decision = policy({ now, activeInvocations, triggers });
  for (const line of decision.logLines) log(line);
  const { requests, discards } = decision;
  if (pending.length === 0) return { job, requests, consumed: NONE };
  const consumed = [...ids(surplus), ...ids(discards)];
  for (const { incomingTriggers } of requests) {
    for (const { id } of incomingTriggers) consumed.push(id);
  }
  const used = consumed.length - surplus.length - discards.length;
  log(
    `The policy asks for ${requests.length} new invocations, uses ${used} triggers and discards ${discards.length}`,
  );
  return { job, requests, consumed };
}

const NONE: readonly never[] = Object.freeze([]);

/** The job without the Invocations that have ended among the active ones (step 2). */
function acknowledge(
  { job, recentlyFinished, now }: TriageState,
  log: (line: string) => void,
): Job {
  const finished = job.finishedInvocations;
  const kept = finished.every((entry) => isRecent(entry, now))
    ? finished
    : finished.filter((entry) => isRecent(entry, now));
  if (recentlyFinished.length === 0 && kept === finished) return job;

  const ended = new Set(recentlyFinished);
  const acknowledged = job.activeInvocations.filter((id) => ended.has(id));
  for (const id of acknowledged) log(`Invocation ${id} has finished`);
  return {
    ...job,
    activeInvocations: job.activeInvocations.filter((id) => !ended.has(id)),
    finishedInvocations: [...kept, ...acknowledged.map((id) => ({ id, finished: now }))],
  };
}

function isRecent({ finished }: FinishedInvocation, now: number): boolean {
  return finished > now - FINISHED_MS;
}

function ids(triggers: readonly Trigger[]): readonly string[] {
  return triggers.map(({ id }) => id);
}
