// A store that lives as long as the process.

import { compareByteOrder } from '../../golang/byte-order.ts';
import { type InvocationId, type JobId, projectOf } from '../../task/ids.ts';
import type { Trigger } from '../../task/request.ts';
import { isFinal } from '../../task/status.ts';
import type { Invocation } from '../invocation/invocation.ts';
import type { Job } from '../job/job.ts';
import type { NewQueueItem, QueueItem } from '../queue/queue-item.ts';
import type { TriageLog } from '../triage/triage-log.ts';
import { MemoryTables } from './memory-tables.ts';
import { checkPlainData } from './plain-data.ts';
import type { Store, Transaction } from './store.ts';

export interface MemoryStoreOptions {
  /** Refuses, with a TypeError, records that no store could keep, and freezes what it is given. For tests. */
  readonly strict?: boolean;
}

/** Transactions run one after the other, which bodies being synchronous comes for free. */
export class MemoryStore implements Store {
  readonly #tables = new MemoryTables();
  readonly #tx: MemoryTransaction;
  #inTransaction = false;

  constructor({ strict = false }: MemoryStoreOptions = {}) {
    this.#tx = new MemoryTransaction(this.#tables, strict ? checkPlainData : keep);
  }

  async transaction<T>(body: (tx: Transaction) => T): Promise<T> {
    return this.transactNow(body);
  }

  transactNow<T>(body: (tx: Transaction) => T): T {
    if (this.#inTransaction) throw new Error('transactions cannot be nested');
    this.#inTransaction = true;
    try {
      return body(this.#tx);
    } catch (error) {
      this.#tables.undo();
      throw error;
    } finally {
      this.#tables.commit();
      this.#inTransaction = false;
    }
  }
}

function keep<T>(value: T): T {
  return value;
}

class MemoryTransaction implements Transaction {
  readonly #tables: MemoryTables;
  readonly #checked: <T>(record: T) => T;

  constructor(tables: MemoryTables, checked: <T>(record: T) => T) {
    this.#tables = tables;
    this.#checked = checked;
  }

  job(id: JobId): Job | undefined {
    return this.#tables.jobs.get(id);
  }

  jobs(projectId?: string): readonly Job[] {
    const jobs = [...this.#tables.jobs.values()];
    const wanted =
      projectId === undefined ? jobs : jobs.filter((job) => projectOf(job.id) === projectId);
    return wanted.sort((a, b) => compareByteOrder(a.id, b.id));
  }

  putJob(job: Job): void {
    this.#tables.writes.set(this.#tables.jobs, job.id, this.#checked(job));
  }

  invocation(id: InvocationId): Invocation | undefined {
    return this.#tables.invocations.get(id);
  }

  putInvocation(invocation: Invocation): void {
    const tables = this.#tables;
    const { id } = invocation;
    const before = tables.invocations.get(id);
    tables.writes.set(tables.invocations, id, this.#checked(invocation), before);
    const hadEnded = before !== undefined && isFinal(before.status);
    const hasEnded = isFinal(invocation.status);
    if (hasEnded && !hadEnded) tables.addEnded(id);
    else if (hadEnded && !hasEnded) tables.writes.deleteOrdered(tables.ended, id);
    if (hasEnded && invocation.pinned) tables.writes.set(tables.pinned, id, true);
    else if (before?.pinned) tables.writes.delete(tables.pinned, id);
  }

  deleteInvocation(id: InvocationId): void {
    const tables = this.#tables;
    tables.writes.delete(tables.invocations, id);
    tables.writes.delete(tables.pinned, id);
    tables.writes.deleteOrdered(tables.ended, id);
  }

  endedOf(jobId: JobId, after: InvocationId | undefined, limit: number): readonly Invocation[] {
    const found: Invocation[] = [];
    for (const id of this.#tables.ended.keys()) {
      if (after !== undefined && id <= after) continue;
      const invocation = this.#tables.invocations.get(id);
      if (invocation?.jobId === jobId) found.push(invocation);
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  unfinished(): readonly Invocation[] {
    return [...this.#tables.invocations.values()].filter(({ status }) => !isFinal(status));
  }

  lastEnded(limit: number): readonly Invocation[] {
    const { ended } = this.#tables;
    const last = [...ended.keys()].slice(Math.max(0, ended.size - limit));
    return this.#invocations(last.reverse());
  }

  firstEnded(limit: number): readonly Invocation[] {
    const { ended, firstEnded, invocations } = this.#tables;
    if (limit === 1) {
      const id = firstEnded.key();
      const first = id === undefined ? undefined : invocations.get(id);
      if (first === undefined || !first.pinned) return first === undefined ? NONE : [first];
    }
    const found: Invocation[] = [];
    for (const id of ended.keys()) {
      if (found.length >= limit) break;
      const invocation = invocations.get(id);
      if (invocation && !invocation.pinned) found.push(invocation);
    }
    return found;
  }

  endedCount(): number {
    return this.#tables.ended.size - this.#tables.pinned.size;
  }

  #invocations(ids: Iterable<InvocationId>): Invocation[] {
    return Array.from(ids, (id) => this.#tables.invocations.get(id)).filter(isPresent);
  }

  pendingTriggers(jobId: JobId): readonly Trigger[] {
    const { pending } = this.#tables.jobRows.of(jobId);
    return pending.size === 0 ? NONE : [...pending.values()];
  }

  addPendingTrigger(jobId: JobId, trigger: Trigger): void {
    const { pending, tombstones } = this.#tables.jobRows.of(jobId);
    const { id } = trigger;
    if (tombstones.times.has(id) || pending.has(id)) return;
    this.#tables.writes.add(pending, id, this.#checked(trigger));
  }

  consumeTriggers(jobId: JobId, ids: readonly string[], now: number): void {
    const tables = this.#tables;
    const { pending, tombstones } = tables.jobRows.of(jobId);
    for (const id of ids) {
      tables.writes.delete(pending, id);
      tombstones.put(tables.writes, id, now);
    }
  }

  purgeTombstones(jobId: JobId, time: number): void {
    this.#tables.jobRows.of(jobId).tombstones.purge(this.#tables.writes, time);
  }

  recentlyFinished(jobId: JobId): readonly InvocationId[] {
    const { recentlyFinished } = this.#tables.jobRows.of(jobId);
    return recentlyFinished.size === 0 ? NONE : [...recentlyFinished.keys()];
  }

  addRecentlyFinished(jobId: JobId, id: InvocationId): void {
    this.#tables.writes.set(this.#tables.jobRows.of(jobId).recentlyFinished, id, true);
  }

  clearRecentlyFinished(jobId: JobId): void {
    const { recentlyFinished } = this.#tables.jobRows.of(jobId);
    for (const id of recentlyFinished.keys())
      this.#tables.writes.delete(recentlyFinished, id, true);
  }

  triageLog(jobId: JobId): TriageLog | undefined {
    return this.#tables.triageLogs.get(jobId);
  }

  putTriageLog(jobId: JobId, log: TriageLog): void {
    this.#tables.writes.set(this.#tables.triageLogs, jobId, this.#checked(log));
  }

  keptBytes(key: string): Uint8Array | undefined {
    return this.#tables.keptBytes.get(key);
  }

  putKeptBytes(key: string, bytes: Uint8Array): void {
    this.#tables.writes.set(this.#tables.keptBytes, key, bytes);
  }

  enqueue({ payload, due, name }: NewQueueItem): QueueItem | undefined {
    const tables = this.#tables;
    if (name !== undefined && tables.itemNames.has(name)) return undefined;
    // Not taken back with the transaction: no id is ever given twice.
    const id = ++tables.lastItemId;
    const item =
      name === undefined
        ? { id, payload, due, attempt: 0 }
        : { id, payload, due, attempt: 0, name };
    const stored: QueueItem = this.#checked(item);
    tables.writes.add(tables.items, id, stored);
    if (name !== undefined) tables.writes.add(tables.itemNames, name, id);
    return stored;
  }

  putItem(item: QueueItem): void {
    const { items } = this.#tables;
    const before = items.get(item.id);
    if (before !== undefined) this.#tables.writes.set(items, item.id, this.#checked(item), before);
  }

  deleteItem(id: number): void {
    const tables = this.#tables;
    const item = tables.items.get(id);
    if (item === undefined) return;
    tables.writes.delete(tables.items, id, item);
    if (item.name !== undefined) tables.writes.delete(tables.itemNames, item.name, id);
  }

  items(): readonly QueueItem[] {
    return [...this.#tables.items.values()];
  }
}

const NONE: readonly never[] = [];

function isPresent(invocation: Invocation | undefined): invocation is Invocation {
  return invocation !== undefined;
}
