// The state that a run has led to, without what is drawn anew by each run: to be compared with another run's.

import { requestOf } from '../../src/engine/invocation/invocation.ts';
import { readProgress } from './actor.ts';
import type { Aftermath } from './invariants.ts';
import { requestKey } from './task-script.ts';

/** Ids of Invocations, nonces, and counts that say how often something was tried are left out. */
export function storyState({ jobs, invocations, pending }: Aftermath): unknown {
  return {
    jobs: jobs.map(({ cron, activeInvocations, finishedInvocations, ...job }) => ({
      ...job,
      cron: { ...cron, lastTick: cron.lastTick.when },
      active: activeInvocations.length,
      finished: finishedInvocations.map(({ finished }) => finished),
      pending: [...(pending.get(job.id) ?? [])].sort(),
    })),
    invocations: invocations
      .map((invocation) => ({
        key: requestKey(invocation.jobId, requestOf(invocation)),
        status: invocation.status,
        started: invocation.started,
        finished: invocation.finished,
        revision: invocation.revision,
        step: readProgress(invocation.taskData)?.step,
        timers: invocation.pendingTimers.map(({ title, eta }) => [title, eta]),
        outgoing: [...new Set(invocation.outgoingTriggers.map(({ id }) => id))],
      }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.started - b.started)),
  };
}

/** Where two states differ first, or undefined. */
export function firstDifference(
  got: unknown,
  wanted: unknown,
  place = 'state',
): string | undefined {
  if (Object.is(got, wanted)) return undefined;
  const bothObjects =
    typeof got === 'object' && typeof wanted === 'object' && got !== null && wanted !== null;
  if (!bothObjects) return `${place} is ${String(got)}, not ${String(wanted)}`;
  const a = got as Readonly<Record<string, unknown>>;
  const b = wanted as Readonly<Record<string, unknown>>;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const difference = firstDifference(a[key], b[key], `${place}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
