// The promises of the engine, each as a pure function from what has come of a run to what is wrong with it.

import type { Invocation } from '../../src/engine/invocation/invocation.ts';
import { effectiveSchedule, isActive, type Job } from '../../src/engine/job/job.ts';
import type { QueueItem } from '../../src/engine/queue/queue-item.ts';
import type { JobId } from '../../src/task/ids.ts';
import { isFinal, isInitial } from '../../src/task/status.ts';
import { type SaidLine, textOfLine } from './actor.ts';
import type { Operation } from './fake-service.ts';
import type { Trace } from './trace.ts';

/** What has come of a run: the store as it is, and what has happened on the way. */
export interface Aftermath {
  readonly jobs: readonly Job[];
  readonly invocations: readonly Invocation[];
  readonly items: readonly QueueItem[];
  /** Ids of the pending triggers of each job. */
  readonly pending: ReadonlyMap<JobId, readonly string[]>;
  readonly trace: Pick<
    Trace,
    'sent' | 'dropped' | 'started' | 'ends' | 'afterEnd' | 'armed' | 'usedUp' | 'carried'
  >;
  readonly operations: readonly Operation[];
  readonly said: readonly SaidLine[];
}

/** Each violation in words; none if the promise is kept. */
type Invariant = (aftermath: Aftermath) => readonly string[];

/** Every Invocation is final, or there is something in the queue that goes on with it. */
const somethingEndsIt: Invariant = ({ invocations, items }) => {
  const going = new Set(items.map(({ payload }) => keyOfEvent(payload)));
  return invocations.flatMap(({ id, status, pendingTimers }) => {
    if (isFinal(status)) return [];
    const wanted = isInitial(status)
      ? [`LaunchInvocationTask ${id}`]
      : [`AbortInvocationTask ${id}`, ...pendingTimers.map((timer) => `TimerTask ${timer.id}`)];
    return wanted.some((key) => going.has(key)) ? [] : [`${id} is ${status} for ever`];
  });
};

/** Each ends once, and nothing changes it after. */
const endsOnce: Invariant = ({ invocations, trace }) => [
  ...repeated(trace.ends.map(String)).map((id) => `${id} has ended twice`),
  ...invocations
    .filter(({ status, finished }) => isFinal(status) !== (finished !== undefined))
    .map(({ id, status }) => `${id} is ${status}, and when it has ended says otherwise`),
  ...trace.afterEnd.map((id) => `${id} has changed after its end`),
];

/** What has once been committed is still there. */
const nothingVanishes: Invariant = ({ invocations, trace }) => {
  const there = new Set(invocations.map(({ id }) => id));
  return trace.started.filter(({ id }) => !there.has(id)).map(({ id }) => `${id} has vanished`);
};

/** One operation for each request id, and none for what was never committed. */
const operationsOnce: Invariant = ({ operations, trace }) => {
  const committed = new Set(trace.started.map(({ id }) => id));
  const seen = new Map<string, string>();
  return operations.flatMap(({ requestId, invocationId, content }) => {
    const before = seen.get(requestId);
    seen.set(requestId, content);
    if (before !== undefined) return [`${requestId}: ${before}, and then ${content}`];
    return committed.has(invocationId) ? [] : [`${requestId} is of no invocation`];
  });
};

/** A trigger starts one Invocation of a job at most. */
const triggersUsedOnce: Invariant = ({ trace }) => {
  const used = trace.started.flatMap(({ jobId, incomingTriggers }) =>
    incomingTriggers.map(({ id }) => `${jobId} ${id}`),
  );
  return repeated(used).map((key) => `${key} is used twice`);
};

/** A trigger that was sent has been used, or waits, or is on its way, or was dropped for a reason. */
const triggersAccounted: Invariant = ({ trace, pending, items }) => {
  const known = new Set<string>();
  for (const { jobId, incomingTriggers } of trace.started) {
    for (const { id } of incomingTriggers) known.add(`${jobId} ${id}`);
  }
  for (const [jobId, ids] of pending) for (const id of ids) known.add(`${jobId} ${id}`);
  for (const { payload } of items) {
    if (payload.kind !== 'EnqueueTriggersTask') continue;
    for (const { id } of payload.triggers) known.add(`${payload.jobId} ${id}`);
  }
  for (const { jobId, triggerId, reason } of trace.dropped) {
    if (reason !== undefined) known.add(`${jobId} ${triggerId}`);
  }
  return [
    ...trace.sent
      .filter(({ jobId, triggerId }) => !known.has(`${jobId} ${triggerId}`))
      .map(({ jobId, triggerId }) => `${triggerId} is lost on its way to ${jobId}`),
    ...trace.dropped
      .filter(({ reason }) => reason === undefined)
      .map(({ jobId, triggerId }) => `${jobId} drops ${triggerId} and does not say why`),
  ];
};

/** What an Invocation has emitted is sent to all of its jobs. */
const triggersSent: Invariant = ({ invocations, trace }) => {
  const sent = new Set(trace.sent.map(({ jobId, triggerId }) => `${jobId} ${triggerId}`));
  return invocations.flatMap(({ outgoingTriggers, triggeredJobIds }) =>
    outgoingTriggers.flatMap(({ id }) =>
      triggeredJobIds
        .filter((jobId) => !sent.has(`${jobId} ${id}`))
        .map((jobId) => `${id} is not sent to ${jobId}`),
    ),
  );
};

/** A timer that was armed is used up once, or waits with its item, or its Invocation has ended. */
const timersKept: Invariant = ({ invocations, items, trace }) => {
  const usedUp = new Set(trace.usedUp);
  const byId = new Map(invocations.map((invocation) => [invocation.id, invocation]));
  const queued = new Set(items.map(({ payload }) => keyOfEvent(payload)));
  const lost = [...trace.armed].filter(([timerId, invocationId]) => {
    const invocation = byId.get(invocationId);
    if (usedUp.has(timerId) || !invocation || isFinal(invocation.status)) return false;
    const isPending = invocation.pendingTimers.some(({ id }) => id === timerId);
    return !isPending || !queued.has(`TimerTask ${timerId}`);
  });
  return [
    ...lost.map(([timerId]) => `timer ${timerId} is lost`),
    ...repeated(trace.usedUp).map((timerId) => `timer ${timerId} is used up twice`),
  ];
};

/** A job that has a next time has the tick of it in the queue. */
const ticksKept: Invariant = ({ jobs, items }) => {
  const ticks = new Set(
    items.flatMap(({ payload }) =>
      payload.kind === 'CronTickTask' ? [`${payload.jobId} ${payload.nonce}`] : [],
    ),
  );
  return jobs
    .filter((job) => isActive(job) && effectiveSchedule(job) !== 'triggered')
    .filter(({ id, cron }) => {
      const waits = cron.lastTick.when !== undefined;
      return waits && !ticks.has(`${id} ${cron.lastTick.nonce}`);
    })
    .map(({ id }) => `${id} waits for a tick that does not come`);
};

/** Each line stands in the log at most once, and those that a committed change has carried do. */
const linesOnce: Invariant = ({ invocations, said, trace }) => {
  const logs = new Map(invocations.map(({ id, debugLog }) => [id, debugLog]));
  const stored = invocations.flatMap(({ debugLog }) => debugLog.match(/line #\d+\./g) ?? []);
  const linesOf = Map.groupBy(said, ({ call }) => call);
  const missing = trace.carried.flatMap(({ invocationId, call, lines }) => {
    const log = logs.get(invocationId);
    const carried = (linesOf.get(call) ?? []).slice(0, lines);
    return carried
      .map(({ number }) => textOfLine(number))
      .filter((text) => log !== undefined && !log.includes(text))
      .map((text) => `${text} of ${invocationId} was carried and is not there`);
  });
  const once = ['Queued', 'Finished with status'];
  const own = invocations.flatMap(({ id, status, debugLog }) =>
    once
      .filter((text) => debugLog.split(`] ${text}`).length > 2)
      .concat(isFinal(status) && !debugLog.includes('Finished with') ? ['the end'] : [])
      .map((text) => `${id}: ${text} stands there more than once, or not at all`),
  );
  return [...repeated(stored).map((text) => `${text} stands there twice`), ...missing, ...own];
};

/** After the dust has settled: nothing in the queue but ticks, nothing active, nothing that is not acknowledged. */
const dustSettles: Invariant = ({ jobs, items, invocations, pending }) => [
  ...items
    .filter(({ payload }) => payload.kind !== 'CronTickTask')
    .map(({ id, payload }) => `item ${id} stays in the queue: ${payload.kind}`),
  ...jobs.flatMap(({ id, activeInvocations }) =>
    activeInvocations.map((active) => `${active} stays active in ${id}`),
  ),
  ...invocations.filter(({ status }) => !isFinal(status)).map(({ id }) => `${id} does not end`),
  ...jobs
    .filter((job) => isActive(job) && (pending.get(job.id)?.length ?? 0) > 0)
    .map(({ id }) => `${id} leaves triggers waiting, and nothing is active`),
  ...jobs
    .filter((job) => isActive(job) && effectiveSchedule(job) !== 'triggered')
    .filter(({ cron }) => cron.lastTick.when === undefined)
    .map(({ id }) => `${id} has a schedule and waits for no tick`),
];

/** What holds after each commit. */
export const STANDING = {
  somethingEndsIt,
  endsOnce,
  nothingVanishes,
  operationsOnce,
  triggersUsedOnce,
  triggersAccounted,
  triggersSent,
  timersKept,
  ticksKept,
  linesOnce,
} as const satisfies Readonly<Record<string, Invariant>>;

/** What holds when the faults have ended and time has passed. */
export const IN_THE_END = { ...STANDING, dustSettles } as const;

/** The names of those that are violated, with how. */
export function violations(
  aftermath: Aftermath,
  invariants: Readonly<Record<string, Invariant>>,
): readonly string[] {
  return Object.entries(invariants).flatMap(([name, invariant]) =>
    invariant(aftermath).map((violation) => `${name}: ${violation}`),
  );
}

function keyOfEvent(payload: QueueItem['payload']): string {
  if (payload.kind === 'TimerTask') return `TimerTask ${payload.timerId}`;
  return 'invocationId' in payload ? `${payload.kind} ${payload.invocationId}` : payload.kind;
}

function repeated(keys: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return keys.filter((key) => seen.has(key) || !seen.add(key));
}
