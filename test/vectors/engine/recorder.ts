// Records what becomes of jobs and Invocations while a scenario is played.

import type { Invocation } from '../../../src/engine/invocation/invocation.ts';
import type { Job } from '../../../src/engine/job/job.ts';
import { publicJobState } from '../../../src/engine/job/job-state.ts';
import type { Store } from '../../../src/engine/store/store.ts';
import { compareTriggers } from '../../../src/engine/trigger-order.ts';
import type { JobId } from '../../../src/task/ids.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { cronPart, finalInvocationPart, finalJobPart, idsOrDigest } from './answer-parts.ts';
import type { Ordinals } from './ordinals.ts';
import type { CallRecord } from './scripted-manager.ts';
import { type Seen, WatchedStore } from './watched-store.ts';

export interface RecorderOptions {
  /** Where the engine is to keep what it has. */
  readonly store: Store;
  readonly ordinals: Ordinals;
  /** Of the scenario, in milliseconds since the epoch. */
  readonly start: number;
  readonly now: () => number;
}

/** Values at the end of each instant at which they have changed. */
interface Course {
  readonly states: [number, string][];
  readonly cron: ({ readonly t_ms: number } & ReturnType<typeof cronPart>)[];
  readonly pending: [number, unknown][];
  readonly triages: unknown[];
}

export class Recorder {
  /** What the engine is to use, so that nothing escapes. */
  readonly store: WatchedStore;
  readonly #options: RecorderOptions;
  readonly #courses = new Map<JobId, Course>();
  readonly #statuses = new Map<Invocation['id'], [number, string][]>();
  /** As they were when they were looked at last. */
  readonly #jobs = new Map<JobId, Job>();
  readonly #changedJobs = new Set<JobId>();
  readonly #changedInvocations = new Map<Invocation['id'], Invocation>();

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.store = new WatchedStore(options.store, (seen) => this.#see(seen));
  }

  /** To be told of each change. */
  invocationChanged(invocation: Invocation): void {
    this.#changedInvocations.set(invocation.id, invocation);
  }

  /** To be told when nothing more happens at a time, which may turn out to be wrong. Milliseconds since the epoch. */
  endOfInstant(time: number): void {
    const t = time - this.#options.start;
    for (const id of this.#changedJobs) this.#noteJob(id, t);
    this.#changedJobs.clear();
    for (const { id, status } of this.#changedInvocations.values()) {
      note(listOf(this.#statuses, id), t, status);
    }
    this.#changedInvocations.clear();
  }

  /** What has been recorded, and how things are now. */
  result(callsFor: (jobId: JobId, inv: number) => readonly CallRecord[]) {
    const { start, ordinals } = this.#options;
    const jobs = Object.fromEntries(
      this.store
        .read((tx) => tx.jobs())
        .map((job) => {
          const course = this.#courseOf(job.id);
          return [job.id, { ...course, ...finalJobPart(job, start, ordinals) }];
        }),
    );
    const invocations = [...this.#courses.keys()].sort().flatMap((jobId) =>
      ordinals.idsOf(jobId).map((id, i) => {
        const invocation = this.store.read((tx) => tx.invocation(id));
        return {
          ...(invocation && finalInvocationPart(invocation, start, ordinals)),
          statuses: this.#statuses.get(id) ?? [],
          calls: callsFor(jobId, i + 1),
        };
      }),
    );
    return { jobs, invocations };
  }

  #see({ jobs, triage, committed }: Seen): void {
    for (const id of jobs) {
      this.#changedJobs.add(id);
      const job = this.store.read((tx) => tx.job(id));
      for (const active of job?.activeInvocations ?? []) this.#options.ordinals.of(id, active);
    }
    if (triage) this.#noteTriage(triage.jobId, triage.pending, committed);
    for (const id of jobs) {
      const job = this.store.read((tx) => tx.job(id));
      if (job) this.#jobs.set(id, job);
    }
  }

  #noteTriage(jobId: JobId, pendingBefore: readonly Trigger[], committed: boolean): void {
    const { ordinals, start, now } = this.#options;
    const job = this.store.read((tx) => tx.job(jobId));
    const active = job?.activeInvocations ?? [];
    const before = (this.#jobs.get(jobId) ?? job)?.activeInvocations ?? [];
    const started = active.filter((id) => !before.includes(id));
    const pending = this.store.read((tx) => tx.pendingTriggers(jobId));
    const kept = new Set(pending.map(({ id }) => id));
    for (const id of started) {
      const invocation = this.store.read((tx) => tx.invocation(id));
      for (const trigger of invocation?.incomingTriggers ?? []) kept.add(trigger.id);
    }
    const sorted = [...pendingBefore].sort(compareTriggers);
    const ordinal = (id: Invocation['id']) => ordinals.of(jobId, id);
    this.#courseOf(jobId).triages.push({
      t_ms: now() - start,
      result: committed ? 'ok' : 'transient',
      pending_before: idsOrDigest(sorted),
      acked: before.filter((id) => !active.includes(id)).map(ordinal),
      new_invocations: started.map(ordinal),
      dropped: idsOrDigest(sorted.filter(({ id }) => !kept.has(id))),
      active_after: active.map(ordinal),
      pending_after_count: pending.length,
    });
  }

  #noteJob(id: JobId, t: number): void {
    const course = this.#courseOf(id);
    const job = this.store.read((tx) => tx.job(id));
    const pending = this.store.read((tx) => tx.pendingTriggers(id));
    note(course.pending, t, idsOrDigest([...pending].sort(compareTriggers)), 1);
    if (!job) return;
    note(course.states, t, publicJobState(job));
    const cron = cronPart(job, this.#options.start);
    const { t_ms = undefined, ...last } = course.cron.at(-1) ?? {};
    if (t_ms === t) course.cron.pop();
    else if (JSON.stringify(last) === JSON.stringify(cron)) return;
    course.cron.push({ t_ms: t, ...cron });
  }

  #courseOf(id: JobId): Course {
    const known = this.#courses.get(id);
    if (known) return known;
    const course: Course = { states: [], cron: [], pending: [[0, []]], triages: [] };
    this.#courses.set(id, course);
    return course;
  }
}

/**
 * Adds what is true from now on, unless it was before. What was said of the same time does not count any more.
 * @param fixed so many at the beginning stay
 */
function note<T>(course: [number, T][], t: number, value: T, fixed = 0): void {
  if (course.at(-1)?.[0] === t && course.length > fixed) course.pop();
  const last = course.at(-1);
  if (last && JSON.stringify(last[1]) === JSON.stringify(value)) return;
  course.push([t, value]);
}

function listOf<Key, T>(lists: Map<Key, T[]>, key: Key): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
