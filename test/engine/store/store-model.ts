// A model of a store, simple enough to be believed: what the property test holds each store against.

import type { Invocation } from '../../../src/engine/invocation/invocation.ts';
import type { Job } from '../../../src/engine/job/job.ts';
import type { NewQueueItem, QueueItem } from '../../../src/engine/queue/queue-item.ts';
import type { Transaction } from '../../../src/engine/store/store.ts';
import type { TriageLog } from '../../../src/engine/triage/triage-log.ts';
import { compareByteOrder } from '../../../src/golang/byte-order.ts';
import { type InvocationId, type JobId, projectOf } from '../../../src/task/ids.ts';
import type { Trigger } from '../../../src/task/request.ts';
import { isFinal } from '../../../src/task/status.ts';

interface State {
  readonly jobs: readonly Job[];
  /** Those that have ended in the order in which they have, which the others stand between. */
  readonly invocations: readonly Invocation[];
  readonly pending: readonly (readonly [JobId, Trigger])[];
  readonly tombstones: readonly (readonly [JobId, string, number])[];
  readonly finished: readonly (readonly [JobId, InvocationId])[];
  readonly logs: readonly (readonly [JobId, TriageLog])[];
  readonly kept: readonly (readonly [string, Uint8Array])[];
  readonly items: readonly QueueItem[];
}

/** Everything is a list that is replaced as a whole, so that taking back is nothing but going back to the old lists. */
export class StoreModel implements Transaction {
  state: State = {
    jobs: [],
    invocations: [],
    pending: [],
    tombstones: [],
    finished: [],
    logs: [],
    kept: [],
    items: [],
  };
  /** The id that the store has given to the item that is put in next. */
  nextItemId = 0;

  #change(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
  }

  job(id: JobId): Job | undefined {
    return this.state.jobs.find((job) => job.id === id);
  }

  jobs(projectId?: string): readonly Job[] {
    return this.state.jobs
      .filter(({ id }) => projectId === undefined || projectOf(id) === projectId)
      .sort((a, b) => compareByteOrder(a.id, b.id));
  }

  putJob(job: Job): void {
    this.#change({ jobs: [...this.state.jobs.filter(({ id }) => id !== job.id), job] });
  }

  invocation(id: InvocationId): Invocation | undefined {
    return this.state.invocations.find((invocation) => invocation.id === id);
  }

  putInvocation(invocation: Invocation): void {
    const { invocations } = this.state;
    const before = this.invocation(invocation.id);
    const keepsPlace = before && isFinal(before.status) && isFinal(invocation.status);
    this.#change({
      invocations: keepsPlace
        ? invocations.map((other) => (other === before ? invocation : other))
        : [...invocations.filter((other) => other !== before), invocation],
    });
  }

  deleteInvocation(id: InvocationId): void {
    this.#change({ invocations: this.state.invocations.filter((other) => other.id !== id) });
  }

  #ended(): readonly Invocation[] {
    return this.state.invocations.filter(({ status }) => isFinal(status));
  }

  endedOf(jobId: JobId, after: InvocationId | undefined, limit: number): readonly Invocation[] {
    return this.#ended()
      .filter((one) => one.jobId === jobId && one.id > (after ?? -1n))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  unfinished(): readonly Invocation[] {
    return this.state.invocations.filter(({ status }) => !isFinal(status));
  }

  lastEnded(limit: number): readonly Invocation[] {
    return this.#ended().toReversed().slice(0, limit);
  }

  firstEnded(limit: number): readonly Invocation[] {
    return this.#ended()
      .filter(({ pinned }) => !pinned)
      .slice(0, limit);
  }

  endedCount(): number {
    return this.#ended().filter(({ pinned }) => !pinned).length;
  }

  pendingTriggers(jobId: JobId): readonly Trigger[] {
    return this.state.pending.filter(([job]) => job === jobId).map(([, trigger]) => trigger);
  }

  addPendingTrigger(jobId: JobId, trigger: Trigger): void {
    const { pending, tombstones } = this.state;
    const isKnown =
      pending.some(([job, { id }]) => job === jobId && id === trigger.id) ||
      tombstones.some(([job, id]) => job === jobId && id === trigger.id);
    if (!isKnown) this.#change({ pending: [...pending, [jobId, trigger]] });
  }

  consumeTriggers(jobId: JobId, ids: readonly string[], now: number): void {
    const isOther = (job: JobId, id: string) => job !== jobId || !ids.includes(id);
    const { pending, tombstones } = this.state;
    this.#change({
      pending: pending.filter(([job, { id }]) => isOther(job, id)),
      tombstones: [
        ...tombstones.filter(([job, id]) => isOther(job, id)),
        ...[...new Set(ids)].map((id) => [jobId, id, now] as const),
      ],
    });
  }

  purgeTombstones(jobId: JobId, time: number): void {
    const { tombstones } = this.state;
    this.#change({
      tombstones: tombstones.filter(([job, , consumed]) => job !== jobId || consumed > time),
    });
  }

  recentlyFinished(jobId: JobId): readonly InvocationId[] {
    return this.state.finished.filter(([job]) => job === jobId).map(([, id]) => id);
  }

  addRecentlyFinished(jobId: JobId, id: InvocationId): void {
    const others = this.state.finished.filter((row) => row[0] !== jobId || row[1] !== id);
    this.#change({ finished: [...others, [jobId, id]] });
  }

  clearRecentlyFinished(jobId: JobId): void {
    this.#change({ finished: this.state.finished.filter(([job]) => job !== jobId) });
  }

  triageLog(jobId: JobId): TriageLog | undefined {
    return this.state.logs.find(([job]) => job === jobId)?.[1];
  }

  putTriageLog(jobId: JobId, log: TriageLog): void {
    this.#change({ logs: [...this.state.logs.filter(([job]) => job !== jobId), [jobId, log]] });
  }

  keptBytes(key: string): Uint8Array | undefined {
    return this.state.kept.find(([other]) => other === key)?.[1];
  }

  putKeptBytes(key: string, bytes: Uint8Array): void {
    const others = this.state.kept.filter(([other]) => other !== key);
    this.#change({ kept: [...others, [key, bytes]] });
  }

  enqueue(item: NewQueueItem): QueueItem | undefined {
    const { items } = this.state;
    if (item.name !== undefined && items.some(({ name }) => name === item.name)) return undefined;
    const stored = { ...item, id: this.nextItemId, attempt: 0 };
    this.#change({ items: [...items, stored] });
    return stored;
  }

  putItem(item: QueueItem): void {
    const { items } = this.state;
    this.#change({ items: items.map((other) => (other.id === item.id ? item : other)) });
  }

  deleteItem(id: number): void {
    this.#change({ items: this.state.items.filter((other) => other.id !== id) });
  }

  items(): readonly QueueItem[] {
    return this.state.items;
  }
}
